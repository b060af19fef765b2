-- AlterEnum
ALTER TYPE "StoppedBy" ADD VALUE 'moderator';

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "hasRecording" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pushCheckedAt" TIMESTAMP(3),
ADD COLUMN     "pushMisses" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pushes" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "Recording" (
    "fileId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,
    "durationSeconds" INTEGER NOT NULL,
    "sizeBytes" BIGINT NOT NULL,

    CONSTRAINT "Recording_pkey" PRIMARY KEY ("fileId")
);

-- CreateIndex
CREATE INDEX "Recording_sessionId_startedAt_idx" ON "Recording"("sessionId", "startedAt");

-- CreateIndex
CREATE INDEX "Room_pushCheckedAt_idx" ON "Room"("pushCheckedAt");

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "LiveSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Streams that arrive are looked for from now on.
UPDATE "Room" SET "pushCheckedAt" = CURRENT_TIMESTAMP WHERE "pushSequence" IS NOT NULL;
