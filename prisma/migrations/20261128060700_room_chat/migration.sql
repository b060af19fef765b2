-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "chat" JSONB;
