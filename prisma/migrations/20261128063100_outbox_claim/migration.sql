-- A claim is no longer a pause: what waits can be hurried without being sent twice.
ALTER TABLE "OutboxEntry" ADD COLUMN "claimedUntil" TIMESTAMP(3),
ADD COLUMN "drops" INTEGER NOT NULL DEFAULT 0;
