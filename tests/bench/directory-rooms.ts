import { withDatabase } from "../support/rooms";
import type { Runtime } from "../support/system";
import { note, sleep } from "./benchmark";

/** The room that `directory` switches on and off. It has the most people, so it is first in every list of its state. */
export const signalRoom = { id: "benchsignal0", title: "The room that is switched", streamName: "benchsignal0stream" };

const BATCH = 5_000;
/** A projection that takes longer is a failure: an unfinished one would be measured with the pages. */
const GIVE_UP_MS = 600_000;
/** Cached pages are two seconds old at most; then every page has been rendered from the new lists. */
const SETTLE_MS = 3_000;

/** Of ten rooms three are live, one pauses, two wait, three have ended and one can be watched again. */
const INSERT_ROOMS = `
INSERT INTO "Room" ("id", "hostId", "title", "description", "category", "language", "cover", "streamName", "groupId",
  "status", "stoppedBy", "pushSequence", "startedAt", "scheduledAt", "endedAt")
SELECT 'bench' || lpad(n::text, 7, '0'), $1, 'Evening broadcast number ' || n, 'What happens on the square tonight, part ' || n,
  ('{music,travel,games,crafts,cooking,talk,reading,nature}'::text[])[n % 8 + 1], ('{ja,en,zh-Hans}'::text[])[n % 3 + 1],
  ('{book,cat,city,piano,train}'::text[])[n % 5 + 1], 'benchstream' || n, 'room_bench' || n,
  (CASE WHEN n % 10 < 3 THEN 'live' WHEN n % 10 = 3 THEN 'paused' WHEN n % 10 < 6 THEN 'waiting'
    WHEN n % 10 < 9 THEN 'ended' ELSE 'replay' END)::"RoomStatus",
  (CASE WHEN n % 10 IN (3, 6, 7, 8) THEN 'host' END)::"StoppedBy",
  CASE WHEN n % 10 < 3 THEN '1' END,
  CASE WHEN n % 10 NOT IN (4, 5) THEN now() - n * interval '1 second' END,
  CASE WHEN n % 10 IN (4, 5) THEN now() + n * interval '1 minute' END,
  CASE WHEN n % 10 > 5 THEN now() END
FROM generate_series($2::int, $3::int) AS n`;

const INSERT_SIGNAL_ROOM = `
INSERT INTO "Room" ("id", "hostId", "title", "category", "language", "streamName", "groupId", "status")
VALUES ($1, $2, $3, 'music', 'en', $4, 'room_' || $1, 'waiting')`;

/**
 * Stores rooms until there are `total`, with people in those that are live, and lets the app build its projection anew.
 * Gives the milliseconds that the projection took.
 */
export async function fillDirectory(runtime: Runtime, total: number): Promise<number> {
  const startedMs = Date.now();
  await withDatabase(runtime, async (client) => {
    // Nothing is searched for here, and these would take most of the time.
    await client.query('DROP INDEX IF EXISTS "Room_search_idx", "Room_title_trgm_idx"');
    const hosts = await client.query(`SELECT "id" FROM "User" WHERE "role" = 'host' ORDER BY "id" LIMIT 1`);
    const hostId: string = hosts.rows[0].id;
    const counted = await client.query(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE "id" LIKE 'bench%')::int AS ours FROM "Room"`,
    );
    const { all, ours } = counted.rows[0];
    if (ours === 0) await client.query(INSERT_SIGNAL_ROOM, [signalRoom.id, hostId, signalRoom.title, signalRoom.streamName]);
    const last = total - (all - ours) - 1; // those of others, and the signal room
    for (let from = Math.max(1, ours); from <= last; from += BATCH) {
      await client.query(INSERT_ROOMS, [hostId, from, Math.min(last, from + BATCH - 1)]);
    }
  });
  note(`${total} rooms stored in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
  await fillWithPeople(runtime, total);
  return project(runtime);
}

/** People online in the live rooms, as their leases would count them. */
async function fillWithPeople(runtime: Runtime, total: number): Promise<void> {
  const counts: string[] = [signalRoom.id, "100000"];
  for (let n = 1; n <= total; n++) {
    if (n % 10 < 3) counts.push(`bench${String(n).padStart(7, "0")}`, String(1 + ((n * 7_919) % 900)));
  }
  for (let at = 0; at < counts.length; at += BATCH)
    await redis(runtime, ["HSET", "rooms:online", ...counts.slice(at, at + BATCH)]);
}

/** Takes away the mark of the projection, as when Redis was emptied, and waits until the app's upkeep has built it. */
async function project(runtime: Runtime): Promise<number> {
  const startedMs = Date.now();
  await redis(runtime, ["DEL", "projection:ready"]);
  // A store that is busy with the projection may not answer the question in time; it is asked again.
  while ((await redis(runtime, ["EXISTS", "projection:ready"]).catch(() => 0)) !== 1) {
    if (Date.now() - startedMs > GIVE_UP_MS) throw new Error(`the projection is not built after ${GIVE_UP_MS / 1000} s`);
    await sleep(200);
  }
  const tookMs = Date.now() - startedMs;
  note(`projected in ${(tookMs / 1000).toFixed(1)} s`);
  await sleep(SETTLE_MS);
  return tookMs;
}

async function redis(runtime: Runtime, command: string[]): Promise<unknown> {
  const headers = { authorization: `Bearer ${runtime.redis.token}`, "content-type": "application/json" };
  const answer = await fetch(runtime.redis.url, { method: "POST", headers, body: JSON.stringify(command) });
  if (!answer.ok) throw new Error(`redis: ${await answer.text()}`);
  return (await answer.json()).result;
}
