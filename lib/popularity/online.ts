import "server-only";
import {
  activityKey,
  addressKey,
  changedRoomsKey,
  crowdKey,
  figuresKey,
  groupKey,
  levelKey,
  listKey,
  membersKey,
  onlineKey,
  popularityKey,
  roomKey,
  viewersKey,
  watchedRoomsKey,
} from "../keys";
import { ACTIVITY_LUA } from "../levels/lines";
import { knownLevel } from "../levels/schema";
import { MEMBERS_CROWD } from "../members/schema";
import { redis } from "../redis";
import { untilDone } from "../until-done";
import { points } from "./rules";
import { FIGURES_LUA, POPULARITY_LUA } from "./scripts";

/** A viewer counts as present for this long after a beat; pages beat every 15 s. */
export const LEASE_MS = 45_000;

/** Beats that come sooner than this after the last one are ignored, and longer gaps are not credited as watching. */
const SHORTEST_BEAT_MS = 10_000;
const LONGEST_BEAT_MS = 20_000;

const SWEEP_BATCH = 200;
/** How long one round of upkeep counts rooms. */
const SWEEP_MS = 500;
const VISITORS_PER_ADDRESS = 10;

/** How the id of a viewer without an account begins. */
const VISITOR_PREFIX = "anonymous-";

/** Stands for the room's id in the names of keys: for a callback only the script knows which room a group belongs to. */
const ROOM = "{room}";

/**
 * Counts a room's viewers anew after adding or removing some; credits their watching to its popularity; keeps the session's
 * peak and the area under the count; moves the room in the lists. KEYS: online, watched, crowd, paused, changed, popular,
 * activity, level of the first viewer, the room's group (or nothing). ARGV: room id (or nothing: that of the group), names of
 * the room's keys with `{room}` (record, viewers, popularity, figures, visitors of one address, members), now, end of the lease
 * (0 removes), who is the same person and no longer counts apart (or nothing), a visitor who counts only where fewer than ten of
 * the address do (or nothing), 1 when the list of members is no longer right, viewers. -1 for an unknown room.
 */
const COUNT_VIEWERS = `${POPULARITY_LUA}${FIGURES_LUA}${ACTIVITY_LUA}
local id, now, untilMs = ARGV[1], tonumber(ARGV[8]), tonumber(ARGV[9])
if id == '' then id = redis.call('GET', KEYS[9]) end
if not id then return -1 end
local function key(index) return (string.gsub(ARGV[index], '${ROOM}', id)) end
local doc = redis.call('GET', key(2))
if not doc then return -1 end
local room, viewers, figures, visitor = cjson.decode(doc), key(3), key(5), ARGV[11]
local isAdmitted = true
if visitor ~= '' then
  local address = key(6)
  redis.call('ZREMRANGEBYSCORE', address, '-inf', now)
  isAdmitted = redis.call('ZSCORE', address, visitor) or redis.call('ZCARD', address) < ${VISITORS_PER_ADDRESS}
  if isAdmitted then
    redis.call('ZADD', address, untilMs, visitor)
    redis.call('PEXPIRE', address, ${LEASE_MS})
  end
end
if ARGV[12] == '1' then
  local list = redis.call('GET', key(7))
  if list and cjson.decode(list).total <= ${MEMBERS_CROWD} then redis.call('DEL', key(7)) end
end
local credit = 0
if ARGV[10] ~= '' then redis.call('ZREM', viewers, ARGV[10]) end
for i = 13, #ARGV do
  local viewer = ARGV[i]
  if untilMs == 0 then redis.call('ZREM', viewers, viewer) elseif isAdmitted then
    local before = tonumber(redis.call('ZSCORE', viewers, viewer) or '')
    local gap = ${LONGEST_BEAT_MS}
    if before then gap = untilMs - before end
    if gap >= ${SHORTEST_BEAT_MS} then
      redis.call('ZADD', viewers, untilMs, viewer)
      local isVisitor = string.sub(viewer, 1, ${VISITOR_PREFIX.length}) == '${VISITOR_PREFIX}'
      local isSameMinute = before and math.floor((before - ${LEASE_MS}) / 60000) == math.floor(now / 60000)
      if room.status == 'live' and not isVisitor and not isSameMinute then noteMinute(KEYS[7], viewer, now) end
      if before then
        local weight = ${points.viewerMinute}
        if isVisitor then weight = ${points.visitorMinute} end
        credit = credit + weight * math.min(gap, ${LONGEST_BEAT_MS}) / 60000
      end
    end
  end
end
redis.call('ZREMRANGEBYSCORE', viewers, '-inf', now)
local online = redis.call('ZCARD', viewers)
if openFigures(figures, room, now) then
  local atMs = tonumber(redis.call('HGET', figures, 'atMs'))
  local held = tonumber(redis.call('HGET', figures, 'online'))
  redis.call('HINCRBYFLOAT', figures, 'area', held * math.max(0, now - atMs))
  redis.call('HSET', figures, 'atMs', now, 'online', online)
  if online > tonumber(redis.call('HGET', figures, 'peak')) then redis.call('HSET', figures, 'peak', online) end
end
if tonumber(redis.call('HGET', KEYS[1], id) or '0') ~= online then redis.call('SADD', KEYS[5], id) end
if online > 0 then
  redis.call('HSET', KEYS[1], id, online)
  redis.call('ZADD', KEYS[2], now + ${LEASE_MS / 3}, id)
else
  redis.call('HDEL', KEYS[1], id)
  redis.call('ZREM', KEYS[2], id)
end
if room.status == 'live' then
  redis.call('ZADD', KEYS[3], online, id)
  if credit > 0 then place(KEYS[6], room, id, addPoints(key(4), 'viewers', credit, now)) end
elseif room.status == 'paused' then
  redis.call('ZADD', KEYS[4], online, id)
end
return {online, room.statusVersion, redis.call('GET', KEYS[8]) or ''}`;

/** A room's people right after a change. */
export interface Presence {
  onlineCount: number;
  statusVersion: number;
  /** Of the first viewer who was named, where it is known. */
  level: number | null;
}

interface Change {
  nowMs: number;
  viewers?: readonly string[];
  /** Until when the viewers count; without it they are taken out. */
  leaseUntilMs?: number;
  /** Who no longer counts apart, because it is the same person. */
  same?: string;
  /** The visitor, and the address for which at most ten count. */
  visitor?: { id: string; addressHash: string };
  /** True when people came into the chat or left it. */
  changesMembers?: boolean;
}

const sharedKeys = [onlineKey, watchedRoomsKey, crowdKey, listKey("paused"), changedRoomsKey, listKey("popular"), activityKey];

async function count(room: { id: string } | { groupId: string }, change: Change): Promise<Presence | null> {
  const { nowMs, viewers = [], leaseUntilMs = 0, same = "", visitor, changesMembers = false } = change;
  const keys = [...sharedKeys, levelKey(viewers[0] ?? ""), ...("groupId" in room ? [groupKey(room.groupId)] : [])];
  const ofRoom = [roomKey(ROOM), viewersKey(ROOM), popularityKey(ROOM), figuresKey(ROOM)];
  const names = [...ofRoom, addressKey(ROOM, visitor?.addressHash ?? ""), membersKey(ROOM)];
  const args = ["id" in room ? room.id : "", ...names, String(nowMs), String(leaseUntilMs), same];
  args.push(visitor?.id ?? "", changesMembers ? "1" : "", ...viewers);
  const answer = await redis().eval<string[], -1 | [number, number, unknown]>(COUNT_VIEWERS, keys, args);
  if (answer === -1) return null;
  const [onlineCount, statusVersion, known] = answer;
  return { onlineCount, statusVersion, level: knownLevel.safeParse(known).data?.level ?? null };
}

/** People with an account came into a group: they count once per room for `LEASE_MS`, whatever the number of tabs. */
export async function holdMembers(groupId: string, userIds: readonly string[], nowMs: number): Promise<void> {
  await count({ groupId }, { nowMs, viewers: userIds, leaseUntilMs: nowMs + LEASE_MS, changesMembers: true });
}

/** People left a group, or lost their connection: they no longer count. */
export async function dropMembers(groupId: string, userIds: readonly string[], nowMs: number): Promise<void> {
  await count({ groupId }, { nowMs, viewers: userIds, changesMembers: true });
}

/**
 * Keeps somebody with an account present for `LEASE_MS`, whatever the number of tabs and devices; who was a visitor in this
 * browser is no longer one. Null for an unknown room.
 */
export async function holdMember(roomId: string, userId: string, visitorId: string, nowMs: number): Promise<Presence | null> {
  const same = `${VISITOR_PREFIX}${visitorId}`;
  return count({ id: roomId }, { nowMs, viewers: [userId], leaseUntilMs: nowMs + LEASE_MS, same });
}

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
  const visitor = { id: visitorId, addressHash };
  const viewers = [`${VISITOR_PREFIX}${visitorId}`];
  return count({ id: roomId }, { nowMs, viewers, leaseUntilMs: nowMs + LEASE_MS, visitor });
}

/** Counts the rooms anew in which a lease may have ended. */
export async function sweepViewers(nowMs: number): Promise<void> {
  await untilDone(SWEEP_MS, async () => {
    const due = await redis().zrange<string[]>(watchedRoomsKey, "-inf", nowMs, { byScore: true, offset: 0, count: SWEEP_BATCH });
    const found = await Promise.all(due.map((id) => count({ id }, { nowMs })));
    const unknown = due.filter((_, index) => found[index] === null);
    if (unknown.length > 0) await redis().zrem(watchedRoomsKey, ...unknown); // they would be due for ever
    return due.length === SWEEP_BATCH;
  });
}
