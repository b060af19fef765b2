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

/**
 * Something keeps the person out of the room or the site, or from writing there. What the room's host and moderators placed
 * since the lottery opened does not count: they could choose the winner by muting everybody else. The site's staff may.
 */
const isRestricted = Prisma.sql`EXISTS (
  SELECT 1 FROM "Restriction" AS held WHERE held."userId" = person."id"
  AND held."liftedAt" IS NULL AND (held."until" IS NULL OR held."until" > timezone('UTC', now()))
  AND (held."roomId" IS NULL OR held."roomId" = room."id" AND (held."createdAt" < lottery."openedAt" OR EXISTS (
    SELECT 1 FROM "User" AS placer
    WHERE placer."id" = held."byId" AND placer."id" <> room."hostId" AND placer."role" NOT IN ('user', 'host'))))
)`;
/** Likewise, who was made a moderator of the room since then may win. */
const isModerator = Prisma.sql`EXISTS (
  SELECT 1 FROM "RoomModerator" AS helper
  WHERE helper."roomId" = room."id" AND helper."userId" = person."id" AND helper."createdAt" < lottery."openedAt"
)`;

/**
 * Marks the entries that cannot win, each with the first reason that holds: accounts that are gone, the room's host, the
 * site's staff, the room's moderators, people who are muted or banned there or everywhere, and people who lack what the host
 * asked for. Called once for each lottery, when its entries are closed.
 */
export async function excludeEntries(tx: Transaction, lotteryId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LotteryEntry" AS entry SET "isExcluded" = true, "exclusion" = judged."exclusion"
    FROM (
      SELECT listed."userId", CASE
        WHEN person."id" IS NULL THEN 'gone'
        WHEN person."id" = room."hostId" THEN 'host'
        WHEN person."role" NOT IN ('user', 'host') THEN 'staff'
        WHEN ${isModerator} THEN 'moderator'
        WHEN ${isRestricted} THEN 'restricted'
        WHEN lottery."followersOnly" AND NOT ${followsHost} OR lottery."giversOnly" AND NOT ${gaveGift} OR NOT ${hasLevel}
          THEN 'lacks'
      END AS "exclusion"
      FROM "LotteryEntry" AS listed JOIN "Lottery" AS lottery ON lottery."id" = listed."lotteryId"
      JOIN "Room" AS room ON room."id" = lottery."roomId" LEFT JOIN "User" AS person ON person."id" = listed."userId"
      WHERE listed."lotteryId" = ${lotteryId}
    ) AS judged
    WHERE entry."lotteryId" = ${lotteryId} AND entry."userId" = judged."userId" AND judged."exclusion" IS NOT NULL`;
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
