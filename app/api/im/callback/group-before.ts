import { decideJoin, decideMessage } from "@/lib/chat/decide";
import { ALLOW, groupMessage, joinRequest } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";
import { parseInput } from "@/lib/parse";

/** Decides whether a message may be sent, and stamps the sender's role on it. The app's own messages pass. */
export const beforeSendMsg: CallbackHandler = async (body, { isRestApi }) =>
  isRestApi ? ALLOW : decideMessage(parseInput(groupMessage, body));

/** Decides whether somebody may join a room's group. */
export const beforeApplyJoinGroup: CallbackHandler = async (body) => decideJoin(parseInput(joinRequest, body).groupId);
