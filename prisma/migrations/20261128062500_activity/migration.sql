-- CreateTable
CREATE TABLE "ActivityDay" (
    "userId" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "heard" JSONB NOT NULL,
    "isClosed" BOOLEAN NOT NULL DEFAULT false,
    "minuteCount" INTEGER NOT NULL,
    "messageCount" INTEGER NOT NULL,
    "likeCount" INTEGER NOT NULL,

    CONSTRAINT "ActivityDay_pkey" PRIMARY KEY ("userId","day")
);

-- CreateIndex
CREATE INDEX "ActivityDay_isClosed_day_idx" ON "ActivityDay"("isClosed", "day");

-- AddForeignKey
ALTER TABLE "ActivityDay" ADD CONSTRAINT "ActivityDay_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
