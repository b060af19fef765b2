import { z } from "zod";
import {
  type Actor,
  type Chat,
  emitTip,
  groupCallback,
  managedGroup,
  type Operation,
  ownedGroup,
  parseBody,
  requireAbility,
} from "../chat";
import { durationSeconds, untilSeconds } from "../durations";
import { imError } from "../errors";
import type { Group } from "../group";
import { userIdSchema } from "../user-id";
import { NOTICE, noticeItem, pushedItem, TIP } from "../wire-items";
import { refuseTooMany } from "./members";

const MOST_AT_ONCE = 20;

const banSchema = z.object({
  GroupId: z.string(),
  Members_Account: z.array(userIdSchema).min(1),
  Duration: durationSeconds.min(1),
  Description: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= 1_000, "longer than 1000 bytes")
    .default(""),
});

/** ban_group_member: out now, and not back before the end. Only the owner may, and the app. */
export const banMembers: Operation = (chat, actor, body) => {
  const { GroupId, Members_Account, Duration, Description } = parseBody(banSchema, body);
  requireAbility(chat, "ban");
  const group = ownedGroup(chat, actor, GroupId);
  if (Members_Account.length > MOST_AT_ONCE) throw imError(10005);
  if (Members_Account.some((userId) => group.roleOf(userId) === "Owner")) throw imError(10007);
  refuseTooMany(chat, group, actor, "banned", Members_Account);
  chat.state.saveRestriction(group, "banned", Members_Account, untilSeconds(chat.clock, Duration));
  const details = { BanDuration: Duration, BanDescription: Description };
  const present = Members_Account.filter((userId) => group.members.has(userId));
  for (const userId of Members_Account) expel(chat, group, actor.userId, userId, details);
  tellMembers(chat, group, TIP.banned, actor, Members_Account, { ...details, MemberExtraInfo: { Reason: Description } });
  if (present.length > 0) tellExits(chat, group, actor, present);
  return {};
};

function tellMembers(
  chat: Chat,
  group: Group,
  opType: number,
  actor: Actor,
  userIds: readonly string[],
  details: Record<string, unknown>,
): void {
  const members = userIds.map((userId) => chat.state.showAccount(userId));
  const MsgMemberInfo = userIds.map((userId) => ({ User_Account: userId }));
  emitTip(chat, group, opType, actor.userId, members, { ...details, MsgMemberInfo });
}

function tellExits(chat: Chat, group: Group, actor: Actor, userIds: readonly string[]): void {
  const exits = userIds.map((Member_Account) => ({ Member_Account }));
  const payload = { ...groupCallback(chat, group), ExitType: "Kicked", Operator_Account: actor.userId, ExitMemberList: exits };
  chat.callbacks.after("Group.CallbackAfterMemberExit", payload, actor);
}

/** The SDK leaves the group only when the notice is pushed; the same notice in a poll would leave it polling. */
function expel(chat: Chat, group: Group, operatorId: string, userId: string, details: Record<string, unknown>): void {
  const notice = pushedItem(group, noticeItem(group, chat.state.stamp(), NOTICE.banned, operatorId, details));
  for (const instance of chat.presence.instancesOf(userId)) {
    if (!group.members.get(userId)?.instances.has(instance.id)) continue;
    group.leftMs.set(instance.id, chat.clock.machineMs()); // when the ban is lifted, the way back is to join
    for (const session of instance.sessions) {
      session.push([notice]);
      group.feed.releaseOwner(session);
    }
  }
  group.remove(userId);
}

/** unban_group_member. The members hear of those who were banned. */
export const unbanMembers: Operation = (chat, actor, body) => {
  const { GroupId, Members_Account } = parseBody(banSchema.pick({ GroupId: true, Members_Account: true }), body);
  requireAbility(chat, "ban");
  const group = ownedGroup(chat, actor, GroupId);
  if (Members_Account.length > MOST_AT_ONCE) throw imError(10005);
  const banned = Members_Account.filter((userId) => group.isBanned(userId, chat.clock.nowSeconds()));
  chat.state.saveRestriction(group, "banned", Members_Account, 0);
  if (banned.length > 0) tellMembers(chat, group, TIP.unbanned, actor, banned, {});
  return {};
};

const bannedSchema = z.object({ GroupId: z.string(), Limit: z.int().min(1).max(100), Offset: z.int().min(0).default(0) });

/** get_group_ban_member: `NextOffset` 0 ends the list. */
export const listBanned: Operation = (chat, actor, body) => {
  const { GroupId, Limit, Offset } = parseBody(bannedSchema, body);
  requireAbility(chat, "ban");
  const group = managedGroup(chat, actor, GroupId);
  const banned = [...group.bannedUntil].filter(([, until]) => until > chat.clock.nowSeconds());
  const end = Offset + Limit;
  return {
    BannedAccountList: banned.slice(Offset, end).map(([Member_Account, BannedUntil]) => ({ Member_Account, BannedUntil })),
    NextOffset: end < banned.length ? end : 0,
  };
};
