import { z } from "zod";
import { type Chat, emitTip, managedGroup, type Operation, ownedGroup, parseBody, requireAbility } from "../chat";
import { durationSeconds } from "../durations";
import { imError } from "../errors";
import type { Group } from "../group";
import { userIdSchema } from "../user-id";
import { TIP } from "../wire-items";
import { mute } from "./members";

/** So many admins may a group have. */
const MOST_ADMINS = 5;

const memberInfoSchema = z.object({
  GroupId: z.string(),
  Member_Account: userIdSchema,
  ShutUpTime: durationSeconds.optional(),
  Role: z.enum(["Admin", "Member"]).optional(),
});

/** The SDK's modify_group_member_info: mutes one member, or makes an admin (the owner only). */
export const modifyMember: Operation = (chat, actor, body) => {
  const { GroupId, Member_Account, ShutUpTime, Role } = parseBody(memberInfoSchema, body);
  const group = managedGroup(chat, actor, GroupId);
  if (ShutUpTime !== undefined) mute(chat, group, actor, [Member_Account], ShutUpTime);
  if (Role === undefined) return {};
  setAdmins(chat, ownedGroup(chat, actor, GroupId), actor.userId, [Member_Account], Role === "Admin");
  return {};
};

const adminSchema = z.object({
  GroupId: z.string(),
  CommandType: z.union([z.literal(1), z.literal(2)]),
  Admin_Account: z.array(userIdSchema).min(1),
});

/** modify_admin: 1 sets, 2 cancels. An admin need not be in the group, and stays one. */
export const modifyAdmins: Operation = (chat, actor, body) => {
  const { GroupId, CommandType, Admin_Account } = parseBody(adminSchema, body);
  requireAbility(chat, "memberList");
  const group = chat.state.group(GroupId);
  const unknown = Admin_Account.find((userId) => !chat.state.accounts.has(userId));
  if (unknown !== undefined) throw imError(10019, unknown);
  setAdmins(chat, group, actor.userId, Admin_Account, CommandType === 1);
  return {};
};

/** get_admin_list. */
export const listAdmins: Operation = (chat, _actor, body) => {
  const { GroupId } = parseBody(z.object({ GroupId: z.string() }), body);
  requireAbility(chat, "memberList");
  return {
    Admin_List: [...chat.state.group(GroupId).admins].map((userId) => {
      const { nick, faceUrl } = chat.state.showAccount(userId);
      return { Admin_Account: userId, NickName: nick, Avatar: faceUrl };
    }),
  };
};

function setAdmins(chat: Chat, group: Group, operatorId: string, userIds: readonly string[], isAdmin: boolean): void {
  const changed = userIds.filter((userId) => group.admins.has(userId) !== isAdmin);
  if (isAdmin && group.admins.size + changed.length > MOST_ADMINS) throw imError(10005, `at most ${MOST_ADMINS} admins`);
  for (const userId of changed) {
    if (isAdmin) group.admins.add(userId);
    else group.admins.delete(userId);
  }
  chat.state.saveGroup(group);
  const members = changed.map((userId) => chat.state.showAccount(userId));
  if (changed.length > 0) emitTip(chat, group, isAdmin ? TIP.adminSet : TIP.adminRemoved, operatorId, members);
}
