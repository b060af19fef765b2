-- CreateEnum
CREATE TYPE "RestrictionKind" AS ENUM ('mute', 'ban');

-- CreateTable
CREATE TABLE "Restriction" (
    "id" TEXT NOT NULL,
    "kind" "RestrictionKind" NOT NULL,
    "roomId" TEXT,
    "userId" TEXT,
    "deviceHash" TEXT,
    "addressRange" TEXT,
    "until" TIMESTAMP(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedAt" TIMESTAMP(3),
    "revision" BIGSERIAL NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Restriction_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Restriction_one_subject" CHECK (num_nonnulls("userId", "deviceHash", "addressRange") = 1)
);

-- CreateIndex
CREATE INDEX "Restriction_updatedAt_idx" ON "Restriction"("updatedAt");

-- CreateIndex
CREATE INDEX "Restriction_createdAt_id_idx" ON "Restriction"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Restriction_userId_idx" ON "Restriction"("userId");

-- CreateIndex
CREATE INDEX "Restriction_roomId_createdAt_idx" ON "Restriction"("roomId", "createdAt");

-- AddForeignKey
ALTER TABLE "Restriction" ADD CONSTRAINT "Restriction_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Restriction" ADD CONSTRAINT "Restriction_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One row for each who, where and what: a second act changes the first one's row, so that no older one comes to light again.
CREATE UNIQUE INDEX "Restriction_subject_key" ON "Restriction"
  ("kind", COALESCE("roomId", ''), COALESCE("userId", ''), COALESCE("deviceHash", ''), COALESCE("addressRange", ''));

CREATE FUNCTION "restriction_stamp"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."revision" := nextval('"Restriction_revision_seq"');
  NEW."updatedAt" := timezone('UTC', clock_timestamp());
  RETURN NEW;
END $$;

CREATE TRIGGER "Restriction_stamp" BEFORE INSERT OR UPDATE ON "Restriction"
  FOR EACH ROW EXECUTE FUNCTION "restriction_stamp"();
