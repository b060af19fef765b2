import { ALLOW, exitedMembers, memberStates, newMembers } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";
import { parseInput } from "@/lib/parse";
import { dropMembers, holdMembers } from "@/lib/popularity/online";

/** People came in: they count from now. */
export const afterNewMemberJoin: CallbackHandler = async (body) => {
  const { groupId, userIds } = parseInput(newMembers, body);
  await holdMembers(groupId, userIds, Date.now());
  return ALLOW;
};

/** People left: they no longer count. */
export const afterMemberExit: CallbackHandler = async (body) => {
  const { groupId, userIds } = parseInput(exitedMembers, body);
  await dropMembers(groupId, userIds, Date.now());
  return ALLOW;
};

/** The connection of people in a group went away or came back. */
export const onMemberStateChange: CallbackHandler = async (body) => {
  const { groupId, userIds, isOnline } = parseInput(memberStates, body);
  const count = isOnline ? holdMembers : dropMembers;
  await count(groupId, userIds, Date.now());
  return ALLOW;
};
