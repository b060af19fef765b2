-- AlterTable
ALTER TABLE "Lottery" ADD COLUMN     "minLevel" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "Lottery" ADD CONSTRAINT "Lottery_minLevel_check" CHECK ("minLevel" BETWEEN 1 AND 99);
