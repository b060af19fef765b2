import "server-only";
import { changedRoomsKey, countedKey, figuresKey, listKey, minutePointsKey, popularityKey, roomKey } from "../keys";
import { redis } from "../redis";
import { minuteCaps, points } from "./rules";
import { POPULARITY_LUA } from "./scripts";

const COUNTED_TTL_SECONDS = 600;
const MINUTE_TTL_SECONDS = 120;

/**
 * Counts a message once, whatever the number of times the vendor tells it, and credits it to the room's popularity up to
 * what one person can add in a minute. KEYS: counted, record, minute points, popularity, figures, changed, popular.
 */
const RECORD_MESSAGE = `${POPULARITY_LUA}
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ${COUNTED_TTL_SECONDS}) then return 0 end
local doc = redis.call('GET', KEYS[2])
if not doc then return 0 end
local room = cjson.decode(doc)
if redis.call('HGET', KEYS[5], 'startedAtMs') == tostring(room.startedAtMs) then
  redis.call('HINCRBY', KEYS[5], 'messages', 1)
  redis.call('SADD', KEYS[6], ARGV[1])
end
local used = tonumber(redis.call('GET', KEYS[3]) or '0')
local credit = math.min(${points.message}, ${minuteCaps.messages} - used)
if credit > 0 and room.status == 'live' then
  redis.call('SET', KEYS[3], used + credit, 'EX', ${MINUTE_TTL_SECONDS})
  place(KEYS[7], room, ARGV[1], addPoints(KEYS[4], 'messages', credit, tonumber(ARGV[2])))
end
return 1`;

/** Counts a message that reached a room's group. Safe to repeat: group and sequence make it one. */
export async function recordMessage(
  roomId: string,
  message: { groupId: string; sequence: number; userId: string },
  nowMs: number,
): Promise<void> {
  const keys = [
    countedKey(message.groupId, message.sequence),
    roomKey(roomId),
    minutePointsKey(roomId, "messages", message.userId, Math.floor(nowMs / 60_000)),
    popularityKey(roomId),
    figuresKey(roomId),
    changedRoomsKey,
    listKey("popular"),
  ];
  await redis().eval(RECORD_MESSAGE, keys, [roomId, String(nowMs)]);
}
