import "server-only";
import { refusalCodes, refusalInfo } from "../chat/rules";
import { type CallbackAnswer, DISCARD, type GroupMessage, refuse, replaceBy } from "../im/callback";
import {
  activityKey,
  changedRoomsKey,
  figuresKey,
  groupKey,
  likeBatchKey,
  likesThisMinuteKey,
  listKey,
  popularityKey,
  restrictionsKey,
  roomKey,
  roomRestrictionsKey,
  siteRestrictionsKey,
} from "../keys";
import { ACTIVITY_LUA } from "../levels/lines";
import { minuteCaps, points } from "../popularity/rules";
import { FIGURES_LUA, POPULARITY_LUA } from "../popularity/scripts";
import { restoreRestrictions } from "../restrictions/projection";
import { fieldOf } from "../restrictions/rules";
import { RESTRICTIONS_LUA } from "../restrictions/script";
import { runScript, script } from "../script";
import { BATCHES_SHOWN_PER_SECOND, LIKES_PER_MINUTE } from "./rules";
import type { LikeBatch } from "./schema";

const BATCH_TTL_SECONDS = 600;
const MINUTE_TTL_SECONDS = 120;

/** Stands for the room's id in the names of keys: only the script knows which room a group belongs to. */
const ROOM = "{room}";

/**
 * Counts a batch once, up to the person's cap of the minute; raises the room's popularity up to the cap of that; and says
 * whether the room may see this batch. Who is banned or muted gives none: Tencent's own mute, which a room's message does not
 * get past, holds for likes too. KEYS: group, mark and hash of the site's restrictions. ARGV: keys with `{room}` for the room (record, this minute, batch,
 * figures, popularity), changed, popular, count, now, activity, person, batch id, such a key again (restrictions), the fields of the
 * person's mute and ban. Gives the room's id, or '' without a session, or why it is refused; the session's total or the seconds that are left; and 1 when it may be seen.
 */
const COUNT_LIKES = script(`${POPULARITY_LUA}${FIGURES_LUA}${ACTIVITY_LUA}${RESTRICTIONS_LUA}
local id = redis.call('GET', KEYS[1])
if not id then return {'', 0, 0} end
local function key(index) return (string.gsub(ARGV[index], '${ROOM}', id)) end
local figures, count, now = key(4), tonumber(ARGV[8]), tonumber(ARGV[9])
local doc = redis.call('GET', key(1))
if not doc then return {'', 0, 0} end
if redis.call('EXISTS', KEYS[2]) == 0 then return {'unknown', 0, 0} end
local hashes = {KEYS[3], key(13)}
local ban = heldUntil(hashes, ARGV[15], now)
if ban then return {'banned', secondsLeft(ban, now), 0} end
local mute = heldUntil(hashes, ARGV[14], now)
if mute then return {'muted', secondsLeft(mute, now), 0} end
local room = cjson.decode(doc)
if not openFigures(figures, room, now) then return {'', 0, 0} end
local total = tonumber(redis.call('HGET', figures, 'likes') or '0')
if not redis.call('SET', key(3), '1', 'NX', 'EX', ${BATCH_TTL_SECONDS}) then return {id, total, 0} end
local used = tonumber(redis.call('GET', key(2)) or '0')
local accepted = math.max(0, math.min(count, ${LIKES_PER_MINUTE} - used))
if accepted == 0 then return {id, total, 0} end
redis.call('SET', key(2), used + accepted, 'EX', ${MINUTE_TTL_SECONDS})
total = redis.call('HINCRBY', figures, 'likes', accepted)
redis.call('SADD', ARGV[6], id)
noteLikes(ARGV[10], ARGV[11], now, ARGV[12], accepted)
local function worth(likes) return math.min(${minuteCaps.likes}, likes * ${points.like}) end
local credit = worth(used + accepted) - worth(used)
if credit > 0 and room.status == 'live' then place(ARGV[7], room, id, addPoints(key(5), 'likes', credit, now)) end
local second, told = math.floor(now / 1000), tonumber(redis.call('HGET', figures, 'likesSecond') or '0')
-- Requests of one second may come after those of the next; a clock that ran far ahead is not waited for.
if second > told or second < told - 2 then redis.call('HSET', figures, 'likesSecond', second, 'likesShown', 0) end
if redis.call('HINCRBY', figures, 'likesShown', 1) > ${BATCHES_SHOWN_PER_SECOND} then return {id, total, 0} end
return {id, total, 1}`);

/**
 * Counts a batch of likes, in one round trip. The room sees a few batches of each second, each as the total; the others are
 * counted just the same, and the next total has them. Refused while the room has no session. A throw refuses too, and the
 * client sends the same batch again. Safe to repeat, so that a batch is counted by the after-callback when the one before
 * was not answered in time.
 */
export async function countLikes({ groupId, userId }: GroupMessage, batch: LikeBatch, nowMs: number): Promise<CallbackAnswer> {
  const keys = [
    roomKey(ROOM),
    likesThisMinuteKey(ROOM, userId, Math.floor(nowMs / 60_000)),
    likeBatchKey(ROOM, userId, batch.batchId),
    figuresKey(ROOM),
    popularityKey(ROOM),
    changedRoomsKey,
    listKey("popular"),
  ];
  const args = [...keys, String(batch.count), String(nowMs), activityKey, userId, batch.batchId];
  args.push(roomRestrictionsKey(ROOM), fieldOf("mute", { userId }), fieldOf("ban", { userId }));
  const [roomId, total, isShown] = await askRedis(groupId, args, nowMs);
  if (roomId === "") return refuse(refusalCodes.room_closed, "room_closed");
  if (roomId === "banned" || roomId === "muted") return refuse(refusalCodes[roomId], refusalInfo(roomId, total));
  return isShown ? replaceBy({ v: 1, type: "room.likes", roomId, total }) : DISCARD;
}

type Counted = [string, number, 0 | 1];

async function askRedis(groupId: string, args: string[], nowMs: number): Promise<Counted> {
  const ask = () => runScript<Counted>(COUNT_LIKES, [groupKey(groupId), restrictionsKey, siteRestrictionsKey], args);
  const answer = await ask();
  if (answer[0] !== "unknown") return answer;
  await restoreRestrictions(nowMs);
  return ask();
}
