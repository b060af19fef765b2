-- When and why a session had no picture: what a replay leaves out, or cannot have.
ALTER TABLE "LiveSession" ADD COLUMN "pauses" JSONB NOT NULL DEFAULT '[]';
