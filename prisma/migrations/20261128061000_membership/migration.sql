-- CreateTable
CREATE TABLE "MembershipOrder" (
    "id" TEXT NOT NULL,
    "transactionId" BIGINT NOT NULL,
    "requestId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "coins" INTEGER NOT NULL,
    "hostCoins" INTEGER NOT NULL,
    "receipt" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MembershipOrder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MembershipOrder_transactionId_key" ON "MembershipOrder"("transactionId");

-- CreateIndex
CREATE INDEX "MembershipOrder_roomId_fromId_idx" ON "MembershipOrder"("roomId", "fromId");

-- CreateIndex
CREATE INDEX "MembershipOrder_fromId_createdAt_idx" ON "MembershipOrder"("fromId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "MembershipOrder_fromId_requestId_key" ON "MembershipOrder"("fromId", "requestId");

-- AddForeignKey
ALTER TABLE "MembershipOrder" ADD CONSTRAINT "MembershipOrder_transactionId_fkey" FOREIGN KEY ("transactionId") REFERENCES "LedgerTransaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MembershipOrder" ADD CONSTRAINT "MembershipOrder_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MembershipOrder" ADD CONSTRAINT "MembershipOrder_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MembershipOrder" ADD CONSTRAINT "MembershipOrder_toId_fkey" FOREIGN KEY ("toId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "MembershipOrder" ADD CONSTRAINT "MembershipOrder_coins_check" CHECK ("coins" > 0 AND "hostCoins" BETWEEN 0 AND "coins");
