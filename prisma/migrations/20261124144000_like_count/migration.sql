-- AlterTable
ALTER TABLE "LiveSession" ADD COLUMN     "likeCount" INTEGER NOT NULL DEFAULT 0;
