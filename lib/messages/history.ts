import "server-only";
import { z } from "zod";
import { hiddenMessagesKey, historyKey } from "../keys";
import { redis } from "../redis";
import { type MessageElement, messageRef, stickerIn, textIn } from "./rules";
import { HISTORY_SIZE, type KeptMessage, keptMessage, messageExtras } from "./schema";
import { isSealed } from "./seal";

const TTL_SECONDS = 86_400;

/** Keeps a message once, whatever the number of times it is told, unless it was taken away meanwhile. KEYS: history, hidden. */
const KEEP = `
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then return 0 end
redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[2], ARGV[2])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -${HISTORY_SIZE + 1})
redis.call('EXPIRE', KEYS[1], ${TTL_SECONDS})
return 1`;

/** The kept messages that were not taken away. KEYS: history, hidden. */
const READ = `
local shown = {}
for _, doc in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local one = cjson.decode(doc)
  if redis.call('SISMEMBER', KEYS[2], one.fromId .. ':' .. string.format('%.0f', one.random)) == 0 then shown[#shown + 1] = doc end
end
return shown`;

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
  await redis().eval(KEEP, keysOf(roomId), [messageRef(kept), String(sequence), JSON.stringify(kept)]);
}

/** False for what a client attached when the before-callback was not answered in time and the vendor let the message through. */
async function isStamped({ groupId, userId, random, elements, customData }: DeliveredMessage): Promise<boolean> {
  try {
    const seal = messageExtras.safeParse(JSON.parse(customData)).data?.seal ?? "";
    return await isSealed(groupId, { fromId: userId, random, text: textIn(elements), sticker: stickerIn(elements), seal });
  } catch {
    return false;
  }
}

/** The newest messages of a room, oldest first. */
export async function listHistory(roomId: string): Promise<KeptMessage[]> {
  return z.array(keptMessage).parse(await redis().eval(READ, keysOf(roomId), []));
}

function keysOf(roomId: string): string[] {
  return [historyKey(roomId), hiddenMessagesKey(roomId)];
}
