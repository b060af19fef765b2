-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "after" JSONB,
ADD COLUMN     "before" JSONB,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "roomId" TEXT,
ADD COLUMN     "undoesId" BIGINT;

-- CreateTable
CREATE TABLE "HiddenMessage" (
    "roomId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "random" BIGINT NOT NULL,
    "isHidden" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HiddenMessage_pkey" PRIMARY KEY ("roomId","userId","random")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_undoesId_key" ON "AuditEntry"("undoesId");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_id_idx" ON "AuditEntry"("actorId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_roomId_id_idx" ON "AuditEntry"("roomId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_subjectId_id_idx" ON "AuditEntry"("subjectId", "id");

-- CreateIndex
CREATE INDEX "HiddenMessage_updatedAt_idx" ON "HiddenMessage"("updatedAt");

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_undoesId_fkey" FOREIGN KEY ("undoesId") REFERENCES "AuditEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HiddenMessage" ADD CONSTRAINT "HiddenMessage_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;
