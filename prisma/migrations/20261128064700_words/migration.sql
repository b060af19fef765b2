-- CreateEnum
CREATE TYPE "WordKind" AS ENUM ('word', 'pattern');

-- CreateEnum
CREATE TYPE "WordAction" AS ENUM ('refuse', 'drop', 'hold', 'replace', 'allow');

-- CreateEnum
CREATE TYPE "ReviewKind" AS ENUM ('held');

-- CreateEnum
CREATE TYPE "ReviewStatus" AS ENUM ('open', 'passed', 'refused');

-- CreateTable
CREATE TABLE "WordScope" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WordScope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WordEntry" (
    "id" TEXT NOT NULL,
    "scopeId" TEXT NOT NULL,
    "kind" "WordKind" NOT NULL,
    "text" TEXT NOT NULL,
    "action" "WordAction" NOT NULL,
    "replacement" TEXT NOT NULL DEFAULT '',
    "isPart" BOOLEAN NOT NULL DEFAULT false,
    "bySound" BOOLEAN NOT NULL DEFAULT false,
    "isFirm" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WordEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewCase" (
    "id" TEXT NOT NULL,
    "kind" "ReviewKind" NOT NULL,
    "status" "ReviewStatus" NOT NULL DEFAULT 'open',
    "roomId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "random" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "sentAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReviewCase_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WordScope_updatedAt_idx" ON "WordScope"("updatedAt");

-- CreateIndex
CREATE INDEX "WordEntry_scopeId_createdAt_idx" ON "WordEntry"("scopeId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "WordEntry_scopeId_kind_text_key" ON "WordEntry"("scopeId", "kind", "text");

-- CreateIndex
CREATE INDEX "ReviewCase_status_createdAt_idx" ON "ReviewCase"("status", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewCase_roomId_userId_random_kind_key" ON "ReviewCase"("roomId", "userId", "random", "kind");

-- AddForeignKey
ALTER TABLE "WordEntry" ADD CONSTRAINT "WordEntry_scopeId_fkey" FOREIGN KEY ("scopeId") REFERENCES "WordScope"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCase" ADD CONSTRAINT "ReviewCase_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;
