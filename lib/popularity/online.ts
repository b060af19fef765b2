import "server-only";
import {
  activityKey,
  addressKey,
  changedRoomsKey,
  crowdKey,
  figuresKey,
  levelKey,
  listKey,
  onlineKey,
  popularityKey,
  roomKey,
  viewersKey,
  watchedRoomsKey,
} from "../keys";
import { ACTIVITY_LUA } from "../levels/lines";
import { knownLevel } from "../levels/schema";
import { redis } from "../redis";
import { points } from "./rules";
import { FIGURES_LUA, POPULARITY_LUA } from "./scripts";

/** A viewer counts as present for this long after a beat; pages beat every 15 s. */
export const LEASE_MS = 45_000;

/** Beats that come sooner than this after the last one are ignored, and longer gaps are not credited as watching. */
const SHORTEST_BEAT_MS = 10_000;
const LONGEST_BEAT_MS = 20_000;

const SWEEP_BATCH = 200;
const VISITORS_PER_ADDRESS = 10;

/** How the id of a viewer without an account begins. */
const VISITOR_PREFIX = "anonymous-";

/**
 * Counts a room's viewers anew after adding or removing some; credits their watching to its popularity; keeps the session's
 * peak and the area under the count; moves the room in the lists. KEYS: record, viewers, online, watched, crowd, paused,
 * popularity, figures, changed, popular, activity, level of the first viewer. ARGV: room id, now, end of the lease (0 removes),
 * who is the same person and no longer counts apart (or nothing), viewers. -1 for an unknown room.
 */
const COUNT_VIEWERS = `${POPULARITY_LUA}${FIGURES_LUA}${ACTIVITY_LUA}
local doc = redis.call('GET', KEYS[1])
if not doc then return -1 end
local room = cjson.decode(doc)
local id, now, untilMs = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local credit = 0
if ARGV[4] ~= '' then redis.call('ZREM', KEYS[2], ARGV[4]) end
for i = 5, #ARGV do
  local viewer = ARGV[i]
  if untilMs == 0 then redis.call('ZREM', KEYS[2], viewer) else
    local before = tonumber(redis.call('ZSCORE', KEYS[2], viewer) or '')
    local gap = ${LONGEST_BEAT_MS}
    if before then gap = untilMs - before end
    if gap >= ${SHORTEST_BEAT_MS} then
      redis.call('ZADD', KEYS[2], untilMs, viewer)
      local isVisitor = string.sub(viewer, 1, ${VISITOR_PREFIX.length}) == '${VISITOR_PREFIX}'
      local isSameMinute = before and math.floor((before - ${LEASE_MS}) / 60000) == math.floor(now / 60000)
      if room.status == 'live' and not isVisitor and not isSameMinute then noteMinute(KEYS[11], viewer, now) end
      if before then
        local weight = ${points.viewerMinute}
        if isVisitor then weight = ${points.visitorMinute} end
        credit = credit + weight * math.min(gap, ${LONGEST_BEAT_MS}) / 60000
      end
    end
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local online = redis.call('ZCARD', KEYS[2])
if openFigures(KEYS[8], room, now) then
  local atMs = tonumber(redis.call('HGET', KEYS[8], 'atMs'))
  local held = tonumber(redis.call('HGET', KEYS[8], 'online'))
  redis.call('HINCRBYFLOAT', KEYS[8], 'area', held * math.max(0, now - atMs))
  redis.call('HSET', KEYS[8], 'atMs', now, 'online', online)
  if online > tonumber(redis.call('HGET', KEYS[8], 'peak')) then redis.call('HSET', KEYS[8], 'peak', online) end
end
if tonumber(redis.call('HGET', KEYS[3], id) or '0') ~= online then redis.call('SADD', KEYS[9], id) end
if online > 0 then
  redis.call('HSET', KEYS[3], id, online)
  redis.call('ZADD', KEYS[4], now + ${LEASE_MS / 3}, id)
else
  redis.call('HDEL', KEYS[3], id)
  redis.call('ZREM', KEYS[4], id)
end
if room.status == 'live' then
  redis.call('ZADD', KEYS[5], online, id)
  if credit > 0 then place(KEYS[10], room, id, addPoints(KEYS[7], 'viewers', credit, now)) end
elseif room.status == 'paused' then
  redis.call('ZADD', KEYS[6], online, id)
end
return {online, room.statusVersion, redis.call('GET', KEYS[12]) or ''}`;

/** A room's people right after a change. */
export interface Presence {
  onlineCount: number;
  statusVersion: number;
  /** Of the first viewer who was named, where it is known. */
  level: number | null;
}

async function count(
  roomId: string,
  nowMs: number,
  leaseUntilMs: number,
  viewers: readonly string[],
  same = "",
): Promise<Presence | null> {
  const own = [roomKey(roomId), viewersKey(roomId), onlineKey, watchedRoomsKey, crowdKey, listKey("paused")];
  const keys = [...own, popularityKey(roomId), figuresKey(roomId), changedRoomsKey, listKey("popular"), activityKey];
  keys.push(levelKey(viewers[0] ?? ""));
  const args = [roomId, String(nowMs), String(leaseUntilMs), same, ...viewers];
  const answer = await redis().eval<string[], -1 | [number, number, unknown]>(COUNT_VIEWERS, keys, args);
  if (answer === -1) return null;
  const [onlineCount, statusVersion, known] = answer;
  return { onlineCount, statusVersion, level: knownLevel.safeParse(known).data?.level ?? null };
}

/** Keeps viewers present for `LEASE_MS`. A viewer counts once per room, whatever the number of tabs. Null for an unknown room. */
export async function holdViewers(roomId: string, viewers: readonly string[], nowMs: number): Promise<Presence | null> {
  return count(roomId, nowMs, nowMs + LEASE_MS, viewers);
}

/** Keeps somebody with an account present, whatever the number of tabs and devices; who was a visitor in this browser is no longer one. */
export async function holdMember(roomId: string, userId: string, visitorId: string, nowMs: number): Promise<Presence | null> {
  return count(roomId, nowMs, nowMs + LEASE_MS, [userId], `${VISITOR_PREFIX}${visitorId}`);
}

/** Admits one more visitor of an address when fewer than ten count for it; those who do keep their place. */
const ADMIT_VISITOR = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
if not redis.call('ZSCORE', KEYS[1], ARGV[3]) and redis.call('ZCARD', KEYS[1]) >= ${VISITORS_PER_ADDRESS} then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ${LEASE_MS})
return 1`;

/**
 * Keeps a visitor without an account present. At most ten count for one address, so that one person with many invented
 * ids does not fill a room; the eleventh sees the room as everybody does but does not count.
 */
export async function holdVisitor(
  roomId: string,
  visitorId: string,
  addressHash: string,
  nowMs: number,
): Promise<Presence | null> {
  const args = [String(nowMs), String(nowMs + LEASE_MS), visitorId];
  const isAdmitted = await redis().eval<string[], number>(ADMIT_VISITOR, [addressKey(roomId, addressHash)], args);
  return isAdmitted ? holdViewers(roomId, [`${VISITOR_PREFIX}${visitorId}`], nowMs) : count(roomId, nowMs, 0, []);
}

/** Takes viewers out of a room at once. */
export async function dropViewers(roomId: string, viewers: readonly string[], nowMs: number): Promise<void> {
  await count(roomId, nowMs, 0, viewers);
}

/** Counts the rooms anew in which a lease may have ended. */
export async function sweepViewers(nowMs: number): Promise<void> {
  const due = await redis().zrange<string[]>(watchedRoomsKey, "-inf", nowMs, { byScore: true, offset: 0, count: SWEEP_BATCH });
  await Promise.all(due.map((roomId) => count(roomId, nowMs, 0, [])));
}
