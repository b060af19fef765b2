import { z } from "zod";
import { type Chat, emitTip, managedGroup, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Group } from "../group";
import { COUNT_TTL_SECONDS, NOTICE, noticeItem, pushedItem, TIP } from "../wire-items";

/** The value of a mute that does not end. */
const FOREVER = 4_294_967_295;
const LISTED_MEMBERS = 1_000;
const PAGE = 500;

const seconds = z.int().min(0).max(FOREVER);
const groupSchema = z.object({ GroupId: z.string() });

/** get_online_member_num. Anonymous readers do not count. */
export const countOnline: Operation = (chat, _actor, body) => {
  const group = chat.state.group(parseBody(groupSchema, body).GroupId);
  return { OnlineMemberNum: group.members.size, ExpireTime: COUNT_TTL_SECONDS };
};

const listSchema = z.object({ GroupId: z.string(), Timestamp: z.int().min(0).default(0) });

/** get_members: the latest thousand in pages of 500. `NextTimestamp` is a position here; 0 ends the list. */
export const listMembers: Operation = (chat, _actor, body) => {
  const { GroupId, Timestamp } = parseBody(listSchema, body);
  const group = chat.state.group(GroupId);
  const latest = [...group.members].reverse().slice(0, LISTED_MEMBERS);
  const end = Timestamp + PAGE;
  return {
    MemberList: latest.slice(Timestamp, end).map(([userId, member]) => {
      const { nick, faceUrl } = chat.state.showAccount(userId);
      const role = group.roleOf(userId);
      return {
        Member_Account: userId,
        NickName: nick,
        Avatar: faceUrl,
        FaceUrl: faceUrl,
        JoinTime: member.joinedSeconds,
        Role: role,
        Marks: [],
      };
    }),
    NextTimestamp: end < latest.length ? end : 0,
  };
};

const forbidSchema = z.object({ GroupId: z.string(), Members_Account: z.array(z.string()).min(1).max(500), MuteTime: seconds });

/** forbid_send_msg: mutes or, with 0, unmutes. It outlives leaving and coming back. */
export const muteMembers: Operation = (chat, actor, body) => {
  const { GroupId, Members_Account, MuteTime } = parseBody(forbidSchema, body);
  mute(chat, managedGroup(chat, actor, GroupId), actor.userId, Members_Account, MuteTime);
  return {};
};

function mute(chat: Chat, group: Group, operatorId: string, userIds: readonly string[], durationSeconds: number): void {
  for (const userId of userIds) {
    if (durationSeconds === 0) group.mutedUntil.delete(userId);
    else group.mutedUntil.set(userId, untilSeconds(chat, durationSeconds));
  }
  chat.state.saveGroup(group);
  if (!chat.config.infoTips) return;
  const members = userIds.map((userId) => chat.state.showAccount(userId));
  const extra = members.map(({ userId, nick, faceUrl }) => ({
    User_Account: userId,
    NickName: nick,
    ImageUrl: faceUrl,
    ShutupTime: durationSeconds,
  }));
  emitTip(chat, group, TIP.member, operatorId, members, { MsgMemberInfo: extra, MsgMemberExtraInfo: extra });
}

function untilSeconds(chat: Chat, durationSeconds: number): number {
  return durationSeconds === FOREVER ? FOREVER : chat.clock.nowSeconds() + durationSeconds;
}

/** get_group_muted_account. */
export const listMuted: Operation = (chat, actor, body) => {
  const group = managedGroup(chat, actor, parseBody(groupSchema, body).GroupId);
  const muted = [...group.mutedUntil].filter(([, until]) => until > chat.clock.nowSeconds());
  return { MutedAccountList: muted.map(([Member_Account, MutedUntil]) => ({ Member_Account, MutedUntil })) };
};

const memberInfoSchema = z.object({
  GroupId: z.string(),
  Member_Account: z.string(),
  ShutUpTime: seconds.optional(),
  Role: z.enum(["Admin", "Member"]).optional(),
});

/** The SDK's modify_group_member_info: mutes one member, or makes an admin (the owner only). */
export const modifyMember: Operation = (chat, actor, body) => {
  const { GroupId, Member_Account, ShutUpTime, Role } = parseBody(memberInfoSchema, body);
  const group = managedGroup(chat, actor, GroupId);
  if (ShutUpTime !== undefined) mute(chat, group, actor.userId, [Member_Account], ShutUpTime);
  if (Role === undefined) return {};
  if (group.roleOf(actor.userId) !== "Owner") throw imError(10007);
  if (Role === "Admin") group.admins.add(Member_Account);
  else group.admins.delete(Member_Account);
  chat.state.saveGroup(group);
  const tip = Role === "Admin" ? TIP.adminSet : TIP.adminRemoved;
  emitTip(chat, group, tip, actor.userId, [chat.state.showAccount(Member_Account)]);
  return {};
};

const banSchema = z.object({
  GroupId: z.string(),
  Members_Account: z.array(z.string()).min(1),
  Duration: seconds.min(1),
  Description: z.string().default(""),
});

/** ban_group_member: out now, and not back before the end. */
export const banMembers: Operation = (chat, actor, body) => {
  const { GroupId, Members_Account, Duration, Description } = parseBody(banSchema, body);
  const group = managedGroup(chat, actor, GroupId);
  if (Members_Account.length > 20) throw imError(10005);
  if (Members_Account.some((userId) => group.roleOf(userId) === "Owner")) throw imError(10007);
  for (const userId of Members_Account) group.bannedUntil.set(userId, untilSeconds(chat, Duration));
  chat.state.saveGroup(group);
  const details = { BanDuration: Duration, BanDescription: Description };
  for (const userId of Members_Account) expel(chat, group, actor.userId, userId, details);
  const members = Members_Account.map((userId) => chat.state.showAccount(userId));
  emitTip(chat, group, TIP.banned, actor.userId, members, {
    ...details,
    MemberExtraInfo: { Reason: Description },
    MsgMemberInfo: Members_Account.map((userId) => ({ User_Account: userId })),
  });
  return {};
};

/** The SDK leaves the group only when the notice is pushed; the same notice in a poll would leave it polling. */
function expel(chat: Chat, group: Group, operatorId: string, userId: string, details: Record<string, unknown>): void {
  const notice = pushedItem(group, noticeItem(group, chat.state.stamp(), NOTICE.banned, operatorId, details));
  for (const instance of chat.presence.instancesOf(userId)) {
    if (!group.members.get(userId)?.instances.has(instance.id)) continue;
    for (const session of instance.sessions) {
      session.push([notice]);
      group.feed.releaseOwner(session);
    }
  }
  group.members.delete(userId);
}

/** unban_group_member. */
export const unbanMembers: Operation = (chat, actor, body) => {
  const { GroupId, Members_Account } = parseBody(banSchema.pick({ GroupId: true, Members_Account: true }), body);
  const group = managedGroup(chat, actor, GroupId);
  for (const userId of Members_Account) group.bannedUntil.delete(userId);
  chat.state.saveGroup(group);
  return {};
};

const bannedSchema = z.object({ GroupId: z.string(), Limit: z.int().min(1).max(100), Offset: z.int().min(0).default(0) });

/** get_group_ban_member: `NextOffset` 0 ends the list. */
export const listBanned: Operation = (chat, actor, body) => {
  const { GroupId, Limit, Offset } = parseBody(bannedSchema, body);
  const group = managedGroup(chat, actor, GroupId);
  const banned = [...group.bannedUntil].filter(([, until]) => until > chat.clock.nowSeconds());
  const end = Offset + Limit;
  return {
    BannedAccountList: banned.slice(Offset, end).map(([Member_Account, BannedUntil]) => ({ Member_Account, BannedUntil })),
    NextOffset: end < banned.length ? end : 0,
  };
};
