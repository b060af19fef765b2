-- AlterTable
ALTER TABLE "Restriction" ADD COLUMN "ofUserId" TEXT;

-- What was banned together with a person so far: all rows of those acts that are not about an account.
UPDATE "Restriction" AS trace SET "ofUserId" = entry."subjectId"
FROM "AuditEntry" AS entry, jsonb_array_elements(entry."after" -> 'rows') AS state
WHERE entry."action" = 'member.ban' AND jsonb_typeof(entry."after" -> 'rows') = 'array'
  AND trace."userId" IS NULL AND trace."kind" = 'ban' AND COALESCE(trace."roomId", '') = COALESCE(entry."roomId", '')
  AND (trace."deviceHash" = state ->> 'deviceHash' OR trace."addressRange" = state ->> 'addressRange');

-- CreateIndex
CREATE INDEX "Restriction_ofUserId_idx" ON "Restriction"("ofUserId");
