import { decideJoin, decideMessage } from "@/lib/chat/decide";
import { ALLOW, groupMessage, joinRequest, refuse } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";
import { countLikes } from "@/lib/likes/count-likes";
import { likeBatchOf } from "@/lib/likes/schema";
import { noteLetThrough } from "@/lib/message-health/note";
import { parseInput } from "@/lib/parse";

/** Decides whether a message may be sent, and puts the server's stamp on it; counts likes. The app's own messages pass. */
export const beforeSendMsg: CallbackHandler = async (body, { isRestApi, address }) => {
  if (isRestApi) return ALLOW;
  const message = parseInput(groupMessage, body);
  const nowMs = Date.now();
  const batch = likeBatchOf(message.elements);
  const answer = batch ? await countLikes(message, batch, nowMs) : await decideMessage(message, address, nowMs);
  if (answer.ErrorCode === 0) noteLetThrough(message, batch ? "like" : "text", nowMs);
  return answer;
};

/** Groups are made by the app for its rooms, and by nobody else. */
export const beforeCreateGroup: CallbackHandler = async (_body, { isRestApi }) => (isRestApi ? ALLOW : refuse(1, "not_allowed"));

/** Decides whether somebody may join a room's group. */
export const beforeApplyJoinGroup: CallbackHandler = async (body, { address }) =>
  decideJoin(parseInput(joinRequest, body), address, Date.now());
