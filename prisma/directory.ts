import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { Redis } from "@upstash/redis";
import { PrismaClient } from "../lib/generated/prisma/client";
import { projectionKey, roomKey } from "../lib/keys";
import { compareDirectory, type Difference, listKeys } from "../lib/rooms/compare";
import { recordOf, withHost } from "../lib/rooms/record";

// `npm run directory`: says whether the directory in Redis is what PostgreSQL says, of the platform that runs in DATA_DIR or of
// DATABASE_URL and UPSTASH_REDIS_REST_URL. Ends with 1 when they differ. With `--rebuild` it takes out what is wrong, has the
// running app build the projection anew, and compares again.

const BATCH = 500;
/** A room that changes while it is read differs for a moment; what still differs after this is wrong. */
const SECOND_LOOK_MS = 2_000;
const REBUILD_TIMEOUT_MS = 120_000;
const MOST_LINES = 200;

function addresses(): { database: string; redis: { url: string; token: string } } {
  const { DATABASE_URL, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = process.env;
  if (DATABASE_URL && UPSTASH_REDIS_REST_URL && UPSTASH_REDIS_REST_TOKEN) {
    return { database: DATABASE_URL, redis: { url: UPSTASH_REDIS_REST_URL, token: UPSTASH_REDIS_REST_TOKEN } };
  }
  const dataDir = process.env.DATA_DIR || ".data";
  try {
    return JSON.parse(readFileSync(path.join(dataDir, "runtime.json"), "utf8"));
  } catch {
    throw new Error(`Nothing runs in ${dataDir}. Start Hiroba first, or set DATA_DIR, or the addresses of both stores.`);
  }
}

const { database, redis: store } = addresses();
const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database }) });
const redis = new Redis({ ...store, enableTelemetry: false });

async function readLists(): Promise<Map<string, Map<string, number>>> {
  const lists = new Map<string, Map<string, number>>();
  for (const key of listKeys) {
    const members = new Map<string, number>();
    for (let from = 0; ; from += BATCH) {
      const part = await redis.zrange<(string | number)[]>(key, from, from + BATCH - 1, { withScores: true });
      for (let at = 0; at < part.length; at += 2) members.set(String(part[at]), Number(part[at + 1]));
      if (part.length < BATCH * 2) break;
    }
    lists.set(key, members);
  }
  return lists;
}

/** Every difference, of all rooms or of some. */
async function compare(only?: readonly string[]): Promise<{ roomCount: number; differences: Difference[] }> {
  const lists = await readLists();
  const rooms: ReturnType<typeof recordOf>[] = [];
  const records = new Map<string, unknown>();
  for (let after: string | undefined; ; ) {
    const rows = await db.room.findMany({
      ...(only ? { where: { id: { in: [...only] } } } : {}),
      ...(after ? { skip: 1, cursor: { id: after } } : {}),
      orderBy: { id: "asc" },
      take: BATCH,
      include: withHost,
    });
    if (rows.length > 0) {
      const stored = await redis.mget<unknown[]>(...rows.map(({ id }) => roomKey(id)));
      for (const [at, row] of rows.entries()) {
        rooms.push(recordOf(row));
        if (stored[at] != null) records.set(row.id, stored[at]);
      }
    }
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) break;
  }
  const wanted = only && new Set(only);
  const differences = compareDirectory(rooms, { records, lists });
  return { roomCount: rooms.length, differences: differences.filter(({ roomId }) => !wanted || wanted.has(roomId)) };
}

async function check(): Promise<Difference[]> {
  const first = await compare();
  const suspects = [...new Set(first.differences.map(({ roomId }) => roomId))];
  if (suspects.length > 0) await wait(SECOND_LOOK_MS);
  const differences = suspects.length > 0 ? (await compare(suspects)).differences : [];
  for (const { roomId, about } of differences.slice(0, MOST_LINES)) console.log(`room ${roomId} ${about}`);
  console.log(`${first.roomCount} rooms compared, ${differences.length} differences`);
  return differences;
}

/** Takes out records and places that are wrong, and the mark that says the projection is there: the app's upkeep then builds it. */
async function rebuild(differences: readonly Difference[]): Promise<void> {
  for (const roomId of new Set(differences.map((difference) => difference.roomId))) {
    const pipeline = redis.pipeline();
    pipeline.del(roomKey(roomId));
    for (const key of listKeys) pipeline.zrem(key, roomId);
    await pipeline.exec();
  }
  await redis.del(projectionKey);
  const giveUpAtMs = Date.now() + REBUILD_TIMEOUT_MS;
  while (!(await redis.exists(projectionKey))) {
    if (Date.now() > giveUpAtMs) throw new Error("Nobody built the projection. Start Hiroba: it does so within a second.");
    await wait(250);
  }
  console.log("The projection was built anew.");
}

try {
  let differences = await check();
  if (process.argv.includes("--rebuild")) {
    await rebuild(differences);
    differences = await check();
  }
  process.exit(differences.length > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
