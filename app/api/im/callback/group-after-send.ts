import { roomIdOfGroup } from "@/lib/chat/decide";
import { ALLOW, type CallbackAnswer, droppedMessage, groupMessage, type SentMessage, sentMessage } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";
import { noteMessage } from "@/lib/levels/activity";
import { countLikes } from "@/lib/likes/count-likes";
import { likeBatchOf } from "@/lib/likes/schema";
import { enterLottery } from "@/lib/lottery/enter-lottery";
import { noteDelivered, noteDropped } from "@/lib/message-health/note";
import { keepMessage } from "@/lib/messages/history";
import { parseInput } from "@/lib/parse";
import { recordMessage } from "@/lib/popularity/record-message";

/**
 * Counts a message that reached the room, keeps it for those who come later, enters its sender into the room's lottery, and notes it for
 * the sender's level. The app's own messages do not count.
 */
export const afterSendMsg: CallbackHandler = async (body, { isRestApi }) => {
  if (isRestApi) return ALLOW;
  const message = parseInput(sentMessage, body);
  noteDelivered(message, message.isCustom ? "like" : "text", Date.now());
  if (message.isCustom) return countLateLikes(body);
  const nowMs = Date.now();
  // The first is written to PostgreSQL before we answer; it must not be lost because the other, which may be, fails.
  const sentAtMs = message.sentAtSeconds ? message.sentAtSeconds * 1_000 : nowMs;
  const outcomes = await Promise.allSettled([
    enterLottery(message, nowMs),
    noteMessage(message, sentAtMs),
    countMessage(message, nowMs),
  ]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  return ALLOW;
};

/** A message that the service dropped. Its likes count all the same. */
export const onSendMsgException: CallbackHandler = async (body, { isRestApi }) => {
  const message = parseInput(droppedMessage, body);
  const isCustom = message.elements.some(({ type }) => type === "TIMCustomElem");
  if (!isRestApi) noteDropped(message, isCustom ? "like" : "text", message.errorCode, Date.now());
  return countLateLikes(body);
};

/** Likes whose before-callback was not answered in time reach us as they were sent, and count now. Those that were counted stay at that. */
async function countLateLikes(body: unknown): Promise<CallbackAnswer> {
  const message = parseInput(groupMessage, body);
  const batch = likeBatchOf(message.elements);
  if (batch) await countLikes(message, batch, Date.now());
  return ALLOW;
}

async function countMessage(message: SentMessage, nowMs: number): Promise<void> {
  const roomId = await roomIdOfGroup(message.groupId);
  if (roomId) await Promise.all([recordMessage(roomId, message, nowMs), keepMessage(roomId, message, nowMs)]);
}
