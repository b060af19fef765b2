import "server-only";
import { db } from "../db";
import { activityKey } from "../keys";
import { redis } from "../redis";
import { untilDone } from "../until-done";
import { type Heard, messageLine, readLines } from "./lines";
import { rememberLevels } from "./remember-levels";
import { type ActivityDay, activityDay, countsOfDay, dayOf, isDayOpen, OPEN_DAYS, withActivity } from "./rules";

/** Lines that are taken at once, and for how long in one round of upkeep. */
const BATCH = 1_000;
const FLUSH_MS = 1_500;
/** Held while days are merged, so that two processes do not write over each other. */
const MERGE_LOCK = 5_310_001;

/** Notes a message that reached a room, on the day of the service's clock. Safe to repeat: group and sequence make it one. */
export async function noteMessage(
  message: { groupId: string; userId: string; sequence: number },
  sentAtMs: number,
): Promise<void> {
  await redis().sadd(activityKey, messageLine(message, sentAtMs));
}

/**
 * Writes what people did into PostgreSQL and takes it out of Redis afterwards. A process that dies in between does no harm:
 * the next one writes the same again.
 */
export async function flushActivity(nowMs: number): Promise<void> {
  await untilDone(FLUSH_MS, async () => {
    const lines = ((await redis().srandmember<string[]>(activityKey, BATCH)) ?? []).map(String);
    const [first, ...others] = lines;
    if (first === undefined) return false;
    const heard = readLines(lines).filter(({ day }) => isDayOpen(day, nowMs));
    if (heard.length > 0) await mergeDays(heard);
    await redis().srem(activityKey, first, ...others);
    await rememberLevels([...new Set(heard.map(({ userId }) => userId))]);
    return lines.length === BATCH;
  });
}

const NOTHING: ActivityDay = { minutes: [], messages: [], likes: {} };

interface StoredDay {
  userId: string;
  day: number;
  heard: unknown;
  isClosed: boolean;
}

async function mergeDays(heard: readonly Heard[]): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${MERGE_LOCK}::bigint)`;
    const stored = await tx.$queryRaw<StoredDay[]>`
      SELECT "userId", "day", "heard", "isClosed" FROM "ActivityDay"
      JOIN unnest(${heard.map(({ userId }) => userId)}::text[], ${heard.map(({ day }) => day)}::int[]) AS wanted("userId", "day")
      USING ("userId", "day")`;
    const known = new Map(stored.map((row) => [`${row.userId} ${row.day}`, row]));
    const rows = heard.flatMap(({ userId, day, activities }) => {
      const before = known.get(`${userId} ${day}`);
      if (before?.isClosed) return [];
      const after = withActivity(before ? activityDay.parse(before.heard) : NOTHING, activities);
      const { online, messages, likes } = countsOfDay(after);
      return [{ userId, day, heard: after, minuteCount: online, messageCount: messages, likeCount: likes }];
    });
    await tx.$executeRaw`
      INSERT INTO "ActivityDay" ("userId", "day", "heard", "minuteCount", "messageCount", "likeCount")
      SELECT row."userId", row."day", row."heard", row."minuteCount", row."messageCount", row."likeCount"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(
        "userId" text, "day" int, "heard" jsonb, "minuteCount" int, "messageCount" int, "likeCount" int)
      JOIN "User" AS person ON person."id" = row."userId"
      ON CONFLICT ("userId", "day") DO UPDATE SET "heard" = excluded."heard", "minuteCount" = excluded."minuteCount",
        "messageCount" = excluded."messageCount", "likeCount" = excluded."likeCount"`;
  });
}

/** Closes the days for which nothing is heard any more, and forgets their keys. Counts stay. */
export async function closeDays(nowMs: number): Promise<void> {
  await db().activityDay.updateMany({
    where: { isClosed: false, day: { lte: dayOf(nowMs) - OPEN_DAYS } },
    data: { isClosed: true, heard: {} },
  });
}
