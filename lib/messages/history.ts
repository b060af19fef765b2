import "server-only";
import { z } from "zod";
import { hiddenLatelyKey, hiddenMessagesKey, historyKey } from "../keys";
import { redis } from "../redis";
import { isProven } from "./proof";
import { type MessageElement, stickerIn, textIn } from "./rules";
import { HISTORY_SIZE, type KeptMessage, keptMessage, type RoomHistory } from "./schema";
import { stampCheckKey } from "./sign-stamp";

const TTL_SECONDS = 86_400;

/** Keeps a message once, whatever the number of times it is told; also one that was taken away meanwhile, should it be shown again. KEYS: history. */
const KEEP = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -${HISTORY_SIZE + 1})
redis.call('EXPIRE', KEYS[1], ${TTL_SECONDS})
return 1`;

/**
 * The kept messages that were not taken away, each with whether it answers one that was; and what was taken away lately.
 * KEYS: history, hidden, hidden lately.
 */
const READ = `
local function isHidden(one)
  return redis.call('SISMEMBER', KEYS[2], one.fromId .. ':' .. string.format('%.0f', one.random)) == 1
end
local shown = {}
for _, doc in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local one = cjson.decode(doc)
  if not isHidden(one) then
    local ok, data = pcall(cjson.decode, one.customData)
    local quote = ok and type(data) == 'table' and data.quote
    shown[#shown + 1] = {doc, type(quote) == 'table' and isHidden(quote) and 1 or 0}
  end
end
return {shown, redis.call('ZRANGE', KEYS[3], 0, -1)}`;

/** A message of a person as the after-send callback tells it. */
interface DeliveredMessage {
  groupId: string;
  userId: string;
  random: number;
  sequence: number;
  sentAtSeconds: number | null;
  elements: readonly MessageElement[];
  customData: string;
}

/** Keeps a message for those who come later: an AVChatRoom has no history of its own. Safe to repeat. */
export async function keepMessage(roomId: string, message: DeliveredMessage, nowMs: number): Promise<void> {
  const { random, sequence, elements } = message;
  const kept: KeptMessage = {
    sequence,
    random,
    fromId: message.userId,
    sentAtMs: message.sentAtSeconds ? message.sentAtSeconds * 1_000 : nowMs,
    text: textIn(elements),
    sticker: stickerIn(elements),
    customData: (await isStamped(message)) ? message.customData : "",
  };
  await redis().eval(KEEP, [historyKey(roomId)], [String(sequence), JSON.stringify(kept)]);
}

/** False for what a client attached when the before-callback was not answered in time and the vendor let the message through. */
async function isStamped({ groupId, userId, random, elements, customData }: DeliveredMessage): Promise<boolean> {
  const content = { groupId, fromId: userId, random, text: textIn(elements), sticker: stickerIn(elements) };
  return isProven(await stampCheckKey(), content, customData);
}

const reading = z.tuple([z.array(z.tuple([keptMessage, z.int()])), z.array(z.string())]);

/**
 * The newest messages of a room, oldest first; an answer to a message that was taken away does not repeat its words. `hidden`
 * names those that were taken away lately: the chat service gives newcomers some messages of its own accord.
 */
export async function readHistory(roomId: string): Promise<RoomHistory> {
  const [shown, hidden] = reading.parse(
    await redis().eval(READ, [historyKey(roomId), hiddenMessagesKey(roomId), hiddenLatelyKey(roomId)], []),
  );
  return { messages: shown.map(([message, answersHidden]) => (answersHidden ? withoutQuote(message) : message)), hidden };
}

function withoutQuote(message: KeptMessage): KeptMessage {
  return { ...message, customData: JSON.stringify({ ...JSON.parse(message.customData), quote: null }) };
}

/** The newest messages of a room as they were said, with those that were taken away; for moderators, and for nobody else. */
export async function listWhole(roomId: string): Promise<KeptMessage[]> {
  return z.array(keptMessage).parse(await redis().zrange(historyKey(roomId), 0, -1));
}
