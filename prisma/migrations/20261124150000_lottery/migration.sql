-- CreateEnum
CREATE TYPE "LotteryStatus" AS ENUM ('open', 'drawing', 'drawn', 'cancelled');

-- CreateEnum
CREATE TYPE "KeywordMatch" AS ENUM ('equals', 'contains');

-- CreateTable
CREATE TABLE "Lottery" (
    "id" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "keyword" TEXT NOT NULL,
    "match" "KeywordMatch" NOT NULL,
    "prize" TEXT NOT NULL,
    "winnerCount" INTEGER NOT NULL,
    "status" "LotteryStatus" NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "seed" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "drawnAt" TIMESTAMP(3),
    "entriesHash" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Lottery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LotteryEntry" (
    "lotteryId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "isExcluded" BOOLEAN NOT NULL DEFAULT false,
    "place" INTEGER,

    CONSTRAINT "LotteryEntry_pkey" PRIMARY KEY ("lotteryId","userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Lottery_requestId_key" ON "Lottery"("requestId");

-- CreateIndex
CREATE INDEX "Lottery_roomId_openedAt_idx" ON "Lottery"("roomId", "openedAt");

-- CreateIndex
CREATE INDEX "Lottery_updatedAt_idx" ON "Lottery"("updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "LotteryEntry_lotteryId_tag_key" ON "LotteryEntry"("lotteryId", "tag");

-- AddForeignKey
ALTER TABLE "Lottery" ADD CONSTRAINT "Lottery_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LotteryEntry" ADD CONSTRAINT "LotteryEntry_lotteryId_fkey" FOREIGN KEY ("lotteryId") REFERENCES "Lottery"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- One lottery at a time in a room
CREATE UNIQUE INDEX "Lottery_roomId_running_key" ON "Lottery"("roomId") WHERE "status" IN ('open', 'drawing');

-- Each place is given once
CREATE UNIQUE INDEX "LotteryEntry_place_key" ON "LotteryEntry"("lotteryId", "place") WHERE "place" IS NOT NULL;
