-- By which method a lottery is promised and drawn; those of before keep theirs. And why an entry takes no part.
ALTER TABLE "Lottery" ADD COLUMN "method" TEXT NOT NULL DEFAULT 'hiroba-lottery-1';
ALTER TABLE "LotteryEntry" ADD COLUMN "exclusion" TEXT;
