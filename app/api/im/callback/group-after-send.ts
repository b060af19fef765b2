import { roomIdOfGroup } from "@/lib/chat/decide";
import { ALLOW, sentMessage } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";
import { parseInput } from "@/lib/parse";
import { recordMessage } from "@/lib/popularity/record-message";

/** Counts a message that reached the room. The app's own messages do not count, and likes were counted before. */
export const afterSendMsg: CallbackHandler = async (body, { isRestApi }) => {
  if (isRestApi) return ALLOW;
  const message = parseInput(sentMessage, body);
  if (message.isCustom) return ALLOW;
  const roomId = await roomIdOfGroup(message.groupId);
  if (roomId) await recordMessage(roomId, message, Date.now());
  return ALLOW;
};
