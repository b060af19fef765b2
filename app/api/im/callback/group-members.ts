import { roomIdOfGroup } from "@/lib/chat/decide";
import { ALLOW, exitedMembers, memberStates, newMembers } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";
import { forgetRoomMembers } from "@/lib/members/queries";
import { parseInput } from "@/lib/parse";
import { dropViewers, holdViewers } from "@/lib/popularity/online";

/** People came in: they count from now. */
export const afterNewMemberJoin: CallbackHandler = async (body) => {
  const { groupId, userIds } = parseInput(newMembers, body);
  await setPresence(groupId, userIds, true);
  return ALLOW;
};

/** People left: they no longer count. */
export const afterMemberExit: CallbackHandler = async (body) => {
  const { groupId, userIds } = parseInput(exitedMembers, body);
  await setPresence(groupId, userIds, false);
  return ALLOW;
};

/** The connection of people in a group went away or came back. */
export const onMemberStateChange: CallbackHandler = async (body) => {
  const { groupId, userIds, isOnline } = parseInput(memberStates, body);
  await setPresence(groupId, userIds, isOnline);
  return ALLOW;
};

async function setPresence(groupId: string, userIds: string[], isPresent: boolean): Promise<void> {
  const roomId = await roomIdOfGroup(groupId);
  if (!roomId) return;
  const count = isPresent ? holdViewers : dropViewers;
  await Promise.all([count(roomId, userIds, Date.now()), forgetRoomMembers(roomId)]);
}
