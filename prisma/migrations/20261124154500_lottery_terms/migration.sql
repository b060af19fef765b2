-- AlterTable
ALTER TABLE "Lottery" ADD COLUMN     "followersOnly" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "giversOnly" BOOLEAN NOT NULL DEFAULT false;
