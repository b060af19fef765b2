import "server-only";
import { db } from "../db";
import { entrantsKey, groupKey, lotteriesKey, lotteryKey } from "../keys";
import { logError } from "../log";
import { redis } from "../redis";
import { entryTag } from "./draw";
import { rememberEntrants } from "./projection";
import { isInTime, matchesKeyword } from "./rules";
import { type LotteryView, lotteryView } from "./schema";
import { storeEntry } from "./store-entry";

/** A chat message as the after-send callback tells it. */
export interface SentText {
  groupId: string;
  userId: string;
  sequence: number;
  text: string;
  sentAtSeconds: number | null;
}

/**
 * The open lottery of a group's room, unless the person is in it already. KEYS: room of the group, mark of the projection.
 * ARGV: person, and the keys of a room's lottery and of its entrants with a star for the id.
 */
const READ_OPEN = `
local id = redis.call('GET', KEYS[1])
if not id or redis.call('EXISTS', KEYS[2]) == 0 then return {'unknown', ''} end
local place = string.gsub(ARGV[2], '%*', id)
local doc = redis.call('GET', place)
if not doc then return {'none', ''} end
local lottery = cjson.decode(doc)
if lottery.status ~= 'open' then return {'none', ''} end
local entrants = string.gsub(ARGV[3], '%*', lottery.id)
if redis.call('SISMEMBER', entrants, ARGV[1]) == 1 then return {'none', ''} end
return {'open', doc}`;

type OpenLottery = Pick<LotteryView, "id" | "keyword" | "match" | "openedAtMs" | "closesAtMs">;

/**
 * Enters the sender of a message into the room's lottery when the message has the keyword. When it returns, the entry is
 * committed; repeating it is safe. A message without the keyword costs one reading of Redis.
 */
export async function enterLottery(message: SentText, heardAtMs: number): Promise<void> {
  const lottery = await readOpenLottery(message);
  if (!lottery || !matchesKeyword(message.text, lottery)) return;
  if (!isInTime(lottery, { sentAtSeconds: message.sentAtSeconds, heardAtMs })) return;
  const { userId, sequence } = message;
  const tag = entryTag(lottery.id, userId);
  const isStored = await storeEntry({ lotteryId: lottery.id, userId, tag, sequence, enteredAt: new Date(heardAtMs) });
  if (!isStored) return;
  // The entry counts from here on; what Redis knows of it is for showing only.
  await rememberEntrants(lottery.id, [userId]).catch((error: unknown) =>
    logError("entrant not shown", error, { id: lottery.id }),
  );
}

/** PostgreSQL is asked where Redis was emptied or does not answer: a crash of Redis loses no entry. */
async function readOpenLottery({ groupId, userId }: SentText): Promise<OpenLottery | null> {
  const keys = [groupKey(groupId), lotteriesKey];
  const args = [userId, lotteryKey("*"), entrantsKey("*")];
  const answer = await redis()
    .eval<string[], ["unknown" | "none" | "open", unknown]>(READ_OPEN, keys, args)
    .catch((error: unknown) => {
      logError("lottery not read from Redis", error);
      return ["unknown", null] as const;
    });
  if (answer[0] === "none") return null;
  return answer[0] === "open" ? lotteryView.parse(answer[1]) : findOpenLottery(groupId);
}

async function findOpenLottery(groupId: string): Promise<OpenLottery | null> {
  const row = await db().lottery.findFirst({ where: { status: "open", room: { groupId } } });
  return row && { ...row, openedAtMs: row.openedAt.getTime(), closesAtMs: row.closesAt.getTime() };
}
