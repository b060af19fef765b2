-- CreateEnum
CREATE TYPE "BroadcastStatus" AS ENUM ('running', 'paused', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('waiting', 'queued', 'delivered', 'refused', 'cancelled');

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "shieldBefore" JSONB;

-- CreateTable
CREATE TABLE "Broadcast" (
    "id" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "status" "BroadcastStatus" NOT NULL DEFAULT 'running',
    "isOneCall" BOOLEAN NOT NULL,
    "validUntil" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BroadcastDelivery" (
    "broadcastId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'waiting',
    "outboxId" BIGINT,
    "settledAt" TIMESTAMP(3),
    "error" TEXT,

    CONSTRAINT "BroadcastDelivery_pkey" PRIMARY KEY ("broadcastId","roomId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Broadcast_requestId_key" ON "Broadcast"("requestId");

-- CreateIndex
CREATE INDEX "Broadcast_status_idx" ON "Broadcast"("status");

-- CreateIndex
CREATE INDEX "Broadcast_createdAt_idx" ON "Broadcast"("createdAt");

-- CreateIndex
CREATE INDEX "BroadcastDelivery_status_idx" ON "BroadcastDelivery"("status");

-- CreateIndex
CREATE INDEX "BroadcastDelivery_roomId_idx" ON "BroadcastDelivery"("roomId");

-- AddForeignKey
ALTER TABLE "BroadcastDelivery" ADD CONSTRAINT "BroadcastDelivery_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastDelivery" ADD CONSTRAINT "BroadcastDelivery_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;
