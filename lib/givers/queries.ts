import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { giverBoardsKey, levelKey, roomKey, topGiversKey } from "../keys";
import { TOP_GIVERS } from "../levels/rules";
import { knownLevel } from "../levels/schema";
import { redis } from "../redis";
import { getRoomRecord } from "../rooms/queries";
import { roomRecord } from "../rooms/record";
import { allowanceDay } from "../wallet/rules";
import { BOARD_SIZE, type BoardScope, type GiverBoards, giverBoards } from "./schema";

/** Boards are written again when a gift is given or taken back; after this time they are read again in any case. */
const KEPT_SECONDS = 60;
const TOP_TTL_SECONDS = 86_400;

interface Line {
  scope: BoardScope;
  userId: string;
  name: string;
  coins: number;
}

/** The leaderboards of a room, of its current or last session, of this UTC day and of all time. One reading of Redis. */
export async function getGiverBoards(roomId: string, nowMs: number): Promise<GiverBoards> {
  const [doc, room] = await redis().mget<[unknown, unknown]>(giverBoardsKey(roomId), roomKey(roomId));
  const kept = giverBoards.safeParse(doc).data;
  const startedAtMs = roomRecord.safeParse(room).data?.startedAtMs ?? null;
  if (kept && kept.day === allowanceDay(nowMs) && kept.startedAtMs === startedAtMs) return kept;
  const boards = await projectGivers(roomId, nowMs);
  if (!boards) throw new AppError("not_found");
  return boards;
}

/** Reads a room's leaderboards from PostgreSQL into Redis, with the first givers of the session for the badge; null for no room. */
export async function projectGivers(roomId: string, nowMs: number): Promise<GiverBoards | null> {
  const record = (await getRoomRecord(roomId))?.record;
  if (!record) return null;
  const { startedAtMs } = record;
  const day = allowanceDay(nowMs);
  const lines = await readLines(roomId, startedAtMs, new Date(day));
  const levels = await readLevels(lines);
  const board = (scope: BoardScope) =>
    lines
      .filter((line) => line.scope === scope)
      .map(({ userId, name, coins }) => ({ userId, name, coins, level: levels.get(userId) ?? null }));
  const boards: GiverBoards = { startedAtMs, day, session: board("session"), today: board("today"), all: board("all") };
  const places = Object.fromEntries(boards.session.slice(0, TOP_GIVERS).map(({ userId }, index) => [userId, index + 1]));
  const transaction = redis().multi();
  transaction.set(giverBoardsKey(roomId), boards, { ex: KEPT_SECONDS });
  transaction.del(topGiversKey(roomId));
  if (boards.session.length > 0) {
    transaction.hset(topGiversKey(roomId), { startedAtMs, ...places });
    transaction.expire(topGiversKey(roomId), TOP_TTL_SECONDS);
  }
  await transaction.exec();
  return boards;
}

async function readLevels(lines: readonly Line[]): Promise<Map<string, number>> {
  const ids = [...new Set(lines.map(({ userId }) => userId))];
  const docs = ids.length > 0 ? await redis().mget<unknown[]>(...ids.map(levelKey)) : [];
  return new Map(
    ids.flatMap((id, index) => {
      const level = knownLevel.safeParse(docs[index]).data?.level;
      return level === undefined ? [] : [[id, level]];
    }),
  );
}

/** One pass over the room's gifts. Whoever reached a sum first stands first. */
async function readLines(roomId: string, startedAtMs: number | null, dayBegan: Date): Promise<Line[]> {
  return db().$queryRaw<Line[]>`
    WITH sums AS (
      SELECT paid."fromId",
        sum("coins") FILTER (WHERE paid."sessionId" = session."id") AS "session",
        max("transactionId") FILTER (WHERE paid."sessionId" = session."id") AS "sessionLast",
        sum("coins") FILTER (WHERE paid."createdAt" >= ${dayBegan}) AS "today",
        max("transactionId") FILTER (WHERE paid."createdAt" >= ${dayBegan}) AS "todayLast",
        sum("coins") AS "all", max("transactionId") AS "allLast"
      FROM "GiftOrder" AS paid LEFT JOIN (
        SELECT "id" FROM "LiveSession" WHERE "roomId" = ${roomId} AND "startedAt" = ${new Date(startedAtMs ?? 0)} LIMIT 1
      ) AS session ON true
      WHERE paid."roomId" = ${roomId} AND paid."transactionId" NOT IN (
        SELECT "reversesId" FROM "LedgerTransaction" WHERE "reversesId" IS NOT NULL)
      GROUP BY paid."fromId"
    ), lines AS (
      (SELECT 1 AS "board", 'session' AS "scope", "fromId", "session" AS "coins", "sessionLast" AS "last" FROM sums
        WHERE "session" IS NOT NULL ORDER BY "coins" DESC, "last" LIMIT ${BOARD_SIZE})
      UNION ALL
      (SELECT 2, 'today', "fromId", "today" AS "coins", "todayLast" AS "last" FROM sums
        WHERE "today" IS NOT NULL ORDER BY "coins" DESC, "last" LIMIT ${BOARD_SIZE})
      UNION ALL
      (SELECT 3, 'all', "fromId", "all" AS "coins", "allLast" AS "last" FROM sums ORDER BY "coins" DESC, "last" LIMIT ${BOARD_SIZE})
    )
    SELECT lines."scope", person."id" AS "userId", person."name", lines."coins"::float8 AS "coins"
    FROM lines JOIN "User" AS person ON person."id" = lines."fromId"
    ORDER BY lines."board", lines."coins" DESC, lines."last"`;
}
