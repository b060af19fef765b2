import "server-only";
import { restoreNotices } from "../broadcasts/notices";
import { db } from "../db";
import { AppError } from "../errors";
import {
  announcementKey,
  crowdKey,
  followersKey,
  groupKey,
  listKey,
  onlineKey,
  popularityKey,
  projectionKey,
  projectionLockKey,
  remindersKey,
  roomKey,
} from "../keys";
import { markAfter } from "../mark-after";
import { restoreMemberships } from "../memberships/projection";
import { restoreHidden } from "../messages/hidden";
import { firstLevel } from "../popularity/rules";
import { redis } from "../redis";
import { restoreReminders } from "../reminders/upkeep";
import { restoreRestrictions } from "../restrictions/projection";
import { restoreWords } from "../words/projection";
import { restoreFigures } from "./figures";
import { allLists, listingsOf } from "./lists";
import { announcementOf, type RoomRecord, type RoomRow, recordOf, withHost } from "./record";

/** Rooms in one request to Redis: full texts of this many stay far below its limit of a megabyte. */
const REBUILD_BATCH = 100;
/** How long a process that died while it was building keeps others from doing so. */
const LOCK_SECONDS = 20;
const CLOCK_MARGIN_MS = 60_000;

/**
 * Writes a room's record and puts it into the lists of its status, all or nothing. A record older than the stored one
 * (by its revision) is not written, so two writers in the wrong order do no harm. KEYS: record, group, online, popularity,
 * crowd, announcement, then the lists. ARGV: room id, revision, record, first popularity level, whether it is live,
 * announcement or nothing, then a score per list.
 */
const WRITE_ROOM = `
local old = redis.call('GET', KEYS[1])
if old and (cjson.decode(old).revision or 0) > tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[3])
redis.call('SET', KEYS[2], ARGV[1])
local online = redis.call('HGET', KEYS[3], ARGV[1]) or '0'
local level = redis.call('HGET', KEYS[4], 'total') or ARGV[4]
if ARGV[5] == '1' then redis.call('ZADD', KEYS[5], online, ARGV[1]) else redis.call('ZREM', KEYS[5], ARGV[1]) end
if ARGV[6] == '' then redis.call('DEL', KEYS[6]) else redis.call('SET', KEYS[6], ARGV[6]) end
for i = 7, #KEYS do
  local score = ARGV[i]
  if score == '' then redis.call('ZREM', KEYS[i], ARGV[1])
  elseif score == 'online' then redis.call('ZADD', KEYS[i], online, ARGV[1])
  elseif score == 'popularity' then redis.call('ZADD', KEYS[i], level, ARGV[1])
  else redis.call('ZADD', KEYS[i], score, ARGV[1]) end
end
return 1`;

/** Brings Redis up to date with a room that was stored. */
export async function projectRoom(row: RoomRow): Promise<RoomRecord> {
  await projectRooms([row]);
  return recordOf(row);
}

function writeRoomCall(row: RoomRow): [string[], string[]] {
  const record = recordOf(row);
  const announcement = announcementOf(row);
  const scores = new Map<string, string>();
  for (const { list, category } of allLists()) scores.set(listKey(list, category), "");
  for (const { list, category, score } of listingsOf(record)) scores.set(listKey(list, category), String(score));
  const own = [roomKey(record.id), groupKey(record.groupId), onlineKey, popularityKey(record.id), crowdKey];
  own.push(announcementKey(record.id));
  const level = firstLevel(record.startedAtMs ?? record.createdAtMs).toFixed(9);
  const about = [record.id, String(record.revision), JSON.stringify(record), level, record.status === "live" ? "1" : "0"];
  about.push(announcement ? JSON.stringify(announcement) : "");
  return [
    [...own, ...scores.keys()],
    [...about, ...scores.values()],
  ];
}

/** Reads a room from PostgreSQL into Redis; null when there is none. */
export async function loadRoom(roomId: string): Promise<RoomRecord | null> {
  const row = await db().room.findUnique({ where: { id: roomId }, include: withHost });
  return row ? projectRoom(row) : null;
}

async function projectRooms(rows: readonly RoomRow[]): Promise<void> {
  if (rows.length === 0) return;
  const pipeline = redis().pipeline();
  for (const row of rows) {
    pipeline.eval(WRITE_ROOM, ...writeRoomCall(row));
    pipeline.hsetnx(followersKey, row.hostId, row.host.followerCount); // once there, only following changes it
    if (row.status !== "waiting") pipeline.del(remindersKey(row.id));
  }
  await pipeline.exec();
}

/**
 * Writes again what changed since this was last done, for the case that a process died, or could not reach Redis, between
 * its commit and its writing. Clocks of processes may differ by a minute.
 */
export async function repairProjection(nowMs: number): Promise<void> {
  const doneUntilMs = await redis().get<number>(projectionKey);
  if (doneUntilMs === null) return;
  let after = { updatedAt: new Date(Number(doneUntilMs) - CLOCK_MARGIN_MS), id: "" };
  for (;;) {
    const rows = await db().room.findMany({
      where: { OR: [{ updatedAt: { gt: after.updatedAt } }, { updatedAt: after.updatedAt, id: { gt: after.id } }] },
      orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
      take: REBUILD_BATCH,
      include: withHost,
    });
    await projectRooms(rows);
    const last = rows.at(-1);
    if (!last || rows.length < REBUILD_BATCH) break;
    after = last;
  }
  await redis().set(projectionKey, nowMs, { xx: true }); // not when it was emptied meanwhile
}

/**
 * Builds the whole projection from PostgreSQL when Redis was emptied; one process at a time. True when this call built it, and
 * not when Redis was emptied once more while it did.
 * Cheap when there is nothing to do: one read. Throws `conflict` while another process is building.
 */
export async function ensureProjection(nowMs: number): Promise<boolean> {
  if (await redis().exists(projectionKey)) return false;
  const isMine = await redis().set(projectionLockKey, 1, { nx: true, ex: LOCK_SECONDS });
  if (!isMine) throw new AppError("conflict", "the projection is being built");
  try {
    return await markAfter(projectionKey, async () => {
      await Promise.all([
        restoreFigures(nowMs),
        restoreReminders(),
        restoreMemberships(nowMs),
        restoreWords(),
        restoreRestrictions(nowMs),
        restoreHidden(nowMs),
        restoreNotices(nowMs),
      ]);
      await buildRooms();
      return nowMs;
    });
  } finally {
    await redis().del(projectionLockKey); // also when the database was away: nobody need wait for a dead builder's time to end
  }
}

async function buildRooms(): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const rows = await db().room.findMany({
      take: REBUILD_BATCH,
      ...(after ? { skip: 1, cursor: { id: after } } : {}),
      orderBy: { id: "asc" },
      include: withHost,
    });
    await projectRooms(rows);
    await redis().expire(projectionLockKey, LOCK_SECONDS);
    if (rows.length < REBUILD_BATCH) return;
    after = rows.at(-1)?.id;
  }
}
