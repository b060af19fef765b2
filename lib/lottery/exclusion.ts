import "server-only";
import type { db, Transaction } from "../db";
import { Prisma } from "../generated/prisma/client";
import { experienceSql } from "../levels/experience-sql";
import { experienceFor, MAX_LEVEL } from "../levels/rules";
import { type LotteryLack, lotteryLacks } from "./schema";

/** What is asked of a person, in terms of the rows `lottery`, `room` and `person`. */
const followsHost = Prisma.sql`EXISTS (
  SELECT 1 FROM "Follow" AS follow WHERE follow."followerId" = person."id" AND follow."hostId" = room."hostId"
)`;
const gaveGift = Prisma.sql`EXISTS (
  SELECT 1 FROM "GiftOrder" AS gift WHERE gift."sessionId" = lottery."sessionId" AND gift."fromId" = person."id"
  AND NOT EXISTS (SELECT 1 FROM "LedgerTransaction" AS back WHERE back."reversesId" = gift."transactionId")
)`;
/** At which experience each level begins, from level 1 on. */
const experienceOfLevels = Array.from({ length: MAX_LEVEL }, (_, index) => experienceFor(index + 1));

/** Looked at only where a level is asked for, because it sums up all that the person has done. */
const hasLevel = Prisma.sql`CASE WHEN lottery."minLevel" > 1 THEN
  ${experienceSql} >= (${experienceOfLevels}::int[])[lottery."minLevel"] ELSE true END`;

/** Nothing keeps the person out of the room or the site, or from writing there. */
const isFree = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "Restriction" AS held WHERE held."userId" = person."id" AND (held."roomId" IS NULL OR held."roomId" = room."id")
  AND held."liftedAt" IS NULL AND (held."until" IS NULL OR held."until" > timezone('UTC', now()))
)`;

/**
 * Marks the entries that cannot win: of the room's host, of the site's moderators and admins, of accounts that are gone, of
 * people who are muted or banned there or everywhere at that moment, and of people who lack what the host asked for. Called once for each lottery, when its entries are closed.
 */
export async function excludeEntries(tx: Transaction, lotteryId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LotteryEntry" AS entry SET "isExcluded" = true
    FROM "Lottery" AS lottery JOIN "Room" AS room ON room."id" = lottery."roomId"
    WHERE entry."lotteryId" = ${lotteryId} AND lottery."id" = entry."lotteryId" AND NOT EXISTS (
      SELECT 1 FROM "User" AS person
      WHERE person."id" = entry."userId" AND person."id" <> room."hostId" AND person."role" IN ('user', 'host') AND ${isFree}
      AND (NOT lottery."followersOnly" OR ${followsHost}) AND (NOT lottery."giversOnly" OR ${gaveGift}) AND ${hasLevel}
    )`;
}

/** What a person still lacks to win a lottery. */
export async function listLacks(
  reader: Transaction | ReturnType<typeof db>,
  lotteryId: string,
  userId: string,
): Promise<LotteryLack[]> {
  const [row] = await reader.$queryRaw<Record<LotteryLack, boolean>[]>`
    SELECT lottery."followersOnly" AND NOT ${followsHost} AS "follow", lottery."giversOnly" AND NOT ${gaveGift} AS "gift",
      NOT ${hasLevel} AS "level"
    FROM "Lottery" AS lottery JOIN "Room" AS room ON room."id" = lottery."roomId" CROSS JOIN "User" AS person
    WHERE lottery."id" = ${lotteryId} AND person."id" = ${userId}`;
  return row ? lotteryLacks.filter((lack) => row[lack]) : [];
}
