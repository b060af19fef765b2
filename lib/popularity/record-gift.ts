import "server-only";
import { countedGiftKey, listKey, minutePointsKey, popularityKey, roomKey } from "../keys";
import { redis } from "../redis";
import { minuteCaps, points } from "./rules";
import { POPULARITY_LUA } from "./scripts";

const COUNTED_TTL_SECONDS = 600;
const MINUTE_TTL_SECONDS = 120;

/**
 * Credits a gift to a live room's popularity once, up to what one person can add in a minute. KEYS: counted, record, minute
 * points, popularity, popular. ARGV: room id, now, points.
 */
const RECORD_GIFT = `${POPULARITY_LUA}
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ${COUNTED_TTL_SECONDS}) then return 0 end
local doc = redis.call('GET', KEYS[2])
if not doc then return 0 end
local room = cjson.decode(doc)
local used = tonumber(redis.call('GET', KEYS[3]) or '0')
local credit = math.min(tonumber(ARGV[3]), ${minuteCaps.gifts} - used)
if credit > 0 and room.status == 'live' then
  redis.call('SET', KEYS[3], used + credit, 'EX', ${MINUTE_TTL_SECONDS})
  place(KEYS[5], room, ARGV[1], addPoints(KEYS[4], 'gifts', credit, tonumber(ARGV[2])))
end
return 1`;

/** Credits a paid gift to the room's popularity. Safe to repeat: the order makes it one. */
export async function recordGift(
  roomId: string,
  gift: { orderId: string; userId: string; coins: number },
  nowMs: number,
): Promise<void> {
  const keys = [
    countedGiftKey(gift.orderId),
    roomKey(roomId),
    minutePointsKey(roomId, "gifts", gift.userId, Math.floor(nowMs / 60_000)),
    popularityKey(roomId),
    listKey("popular"),
  ];
  await redis().eval(RECORD_GIFT, keys, [roomId, String(nowMs), String(gift.coins * points.coin)]);
}
