-- Who changed it last, and by the decision of which case: rows of earlier versions do not say.
ALTER TABLE "HiddenMessage" ADD COLUMN "byId" TEXT, ADD COLUMN "caseId" TEXT;
