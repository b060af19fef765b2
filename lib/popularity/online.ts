import "server-only";
import { listKey, onlineKey, roomKey, viewerRoomsKey, viewersKey, watchedRoomsKey } from "../keys";
import { redis } from "../redis";

/** A viewer counts as present for this long after a beat; pages beat every 15 s. */
export const LEASE_MS = 45_000;

const SWEEP_BATCH = 200;
const VIEWER_ROOMS_TTL_SECONDS = 3_600;

/**
 * Counts a room's viewers anew after adding or removing some, and moves the room in the lists that are ordered by it.
 * ARGV: room id, now, end of the lease (0 removes the viewers), then the viewers. Gives -1 for an unknown room.
 */
const COUNT_VIEWERS = `
local doc = redis.call('GET', KEYS[1])
if not doc then return -1 end
local now, untilMs = tonumber(ARGV[2]), tonumber(ARGV[3])
for i = 4, #ARGV do
  if untilMs > 0 then redis.call('ZADD', KEYS[2], untilMs, ARGV[i]) else redis.call('ZREM', KEYS[2], ARGV[i]) end
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local online = redis.call('ZCARD', KEYS[2])
if online > 0 then
  redis.call('HSET', KEYS[3], ARGV[1], online)
  redis.call('ZADD', KEYS[4], now + ${LEASE_MS / 3}, ARGV[1])
else
  redis.call('HDEL', KEYS[3], ARGV[1])
  redis.call('ZREM', KEYS[4], ARGV[1])
end
local room = cjson.decode(doc)
if room.status == 'live' then
  redis.call('ZADD', KEYS[5], online, ARGV[1])
  redis.call('ZADD', KEYS[5] .. ':' .. room.category, online, ARGV[1])
elseif room.status == 'paused' then
  redis.call('ZADD', KEYS[6], online, ARGV[1])
end
return {online, room.statusVersion}`;

/** A room's people right after a change. */
export interface Presence {
  onlineCount: number;
  statusVersion: number;
}

async function count(roomId: string, nowMs: number, leaseUntilMs: number, viewers: readonly string[]): Promise<Presence | null> {
  const keys = [roomKey(roomId), viewersKey(roomId), onlineKey, watchedRoomsKey, listKey("popular"), listKey("paused")];
  const args = [roomId, String(nowMs), String(leaseUntilMs), ...viewers];
  const answer = await redis().eval<string[], -1 | [number, number]>(COUNT_VIEWERS, keys, args);
  return answer === -1 ? null : { onlineCount: answer[0], statusVersion: answer[1] };
}

/** Keeps viewers present for `LEASE_MS`. A viewer counts once per room, whatever the number of tabs. Null for an unknown room. */
export async function holdViewers(roomId: string, viewers: readonly string[], nowMs: number): Promise<Presence | null> {
  const [presence] = await Promise.all([
    count(roomId, nowMs, nowMs + LEASE_MS, viewers),
    ...viewers.map(async (viewer) => {
      const pipeline = redis().pipeline();
      pipeline.sadd(viewerRoomsKey(viewer), roomId);
      pipeline.expire(viewerRoomsKey(viewer), VIEWER_ROOMS_TTL_SECONDS);
      await pipeline.exec();
    }),
  ]);
  return presence;
}

/** Takes viewers out of a room at once. */
export async function dropViewers(roomId: string, viewers: readonly string[], nowMs: number): Promise<void> {
  await count(roomId, nowMs, 0, viewers);
}

/** Takes a viewer out of every room, when the connection is gone. */
export async function dropViewerEverywhere(viewer: string, nowMs: number): Promise<void> {
  const rooms = await redis().smembers(viewerRoomsKey(viewer));
  await Promise.all(rooms.map((roomId) => dropViewers(roomId, [viewer], nowMs)));
  await redis().del(viewerRoomsKey(viewer));
}

/** Counts the rooms anew in which a lease may have ended. */
export async function sweepViewers(nowMs: number): Promise<void> {
  const due = await redis().zrange<string[]>(watchedRoomsKey, "-inf", nowMs, { byScore: true, offset: 0, count: SWEEP_BATCH });
  await Promise.all(due.map((roomId) => count(roomId, nowMs, 0, [])));
}
