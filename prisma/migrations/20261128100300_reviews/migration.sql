-- CreateEnum
CREATE TYPE "ReportReason" AS ENUM ('spam', 'harassment', 'hate', 'sexual', 'violence', 'crime', 'privacy', 'other');

-- AlterEnum
ALTER TYPE "ReviewKind" RENAME TO "ReviewKind_old";
CREATE TYPE "ReviewKind" AS ENUM ('held', 'message', 'person', 'room', 'picture');
ALTER TABLE "ReviewCase" ALTER COLUMN "kind" TYPE "ReviewKind" USING ("kind"::text::"ReviewKind");
DROP TYPE "ReviewKind_old";

-- AlterTable
ALTER TABLE "ReviewCase" ADD COLUMN     "assignedAt" TIMESTAMP(3),
ADD COLUMN     "assigneeId" TEXT,
ADD COLUMN     "claims" JSONB,
ADD COLUMN     "context" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "decidedAt" TIMESTAMP(3),
ADD COLUMN     "decidedById" TEXT,
ADD COLUMN     "hasHidden" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sticker" TEXT,
ADD COLUMN     "toldAt" TIMESTAMP(3),
ADD COLUMN     "wasSent" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "random" DROP NOT NULL;

-- CreateTable
CREATE TABLE "ReviewReport" (
    "caseId" TEXT NOT NULL,
    "reporterId" TEXT NOT NULL,
    "reason" "ReportReason" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "ReviewReport_pkey" PRIMARY KEY ("caseId","reporterId")
);

-- CreateIndex
CREATE INDEX "ReviewReport_reporterId_createdAt_idx" ON "ReviewReport"("reporterId", "createdAt");

-- CreateIndex
CREATE INDEX "ReviewCase_roomId_status_createdAt_idx" ON "ReviewCase"("roomId", "status", "createdAt");

-- CreateIndex
CREATE INDEX "ReviewCase_userId_createdAt_idx" ON "ReviewCase"("userId", "createdAt");

-- One case at a time is open about a person, a room or a picture in it.
CREATE UNIQUE INDEX "ReviewCase_open_key" ON "ReviewCase"("roomId", "kind", "userId", "text")
  WHERE "status" = 'open' AND "random" IS NULL AND "kind" = 'picture';
CREATE UNIQUE INDEX "ReviewCase_open_thing_key" ON "ReviewCase"("roomId", "kind", "userId")
  WHERE "status" = 'open' AND "random" IS NULL AND "kind" <> 'picture';

-- AddForeignKey
ALTER TABLE "ReviewReport" ADD CONSTRAINT "ReviewReport_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "ReviewCase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewReport" ADD CONSTRAINT "ReviewReport_reporterId_fkey" FOREIGN KEY ("reporterId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
