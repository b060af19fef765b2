import { z } from "zod";
import { type Actor, type Chat, emitTip, managedGroup, type Operation, parseBody } from "../chat";
import { durationSeconds, untilSeconds } from "../durations";
import { imError } from "../errors";
import type { Answer } from "../frames";
import { type Group, HIDDEN_MARK, type Restriction } from "../group";
import { userIdSchema } from "../user-id";
import { COUNT_TTL_SECONDS, TIP } from "../wire-items";

/** So many of the latest members are listed, with the ability to see them and without. */
const LISTED_MEMBERS = { able: 1_000, unable: 30 };
const PAGE = 500;
const MOST_RESTRICTED = 5_000;

const groupSchema = z.object({ GroupId: z.string() });

/** get_online_member_num. Anonymous readers do not count; robots do. */
export const countOnline: Operation = (chat, _actor, body) => {
  const group = chat.state.group(parseBody(groupSchema, body).GroupId);
  group.expireRobots(chat.clock.nowSeconds());
  return { OnlineMemberNum: group.members.size, ExpireTime: COUNT_TTL_SECONDS };
};

const listSchema = z.object({
  GroupId: z.string(),
  Timestamp: z.int().min(0).default(0),
  Mark: z.union([z.int(), z.array(z.int()).max(10)]).optional(),
});

/** get_members: the latest in pages of 500. `NextTimestamp` is a position here; 0 ends the list. */
export const listMembers: Operation = (chat, _actor, body) => {
  const { GroupId, Timestamp, Mark } = parseBody(listSchema, body);
  const group = chat.state.group(GroupId);
  const marks = Mark === undefined ? [] : [Mark].flat();
  const latest = latestMembers(chat, group).filter(
    (userId) => marks.length === 0 || marks.some((mark) => group.marks.get(userId)?.has(mark)),
  );
  const end = Timestamp + PAGE;
  return {
    MemberList: latest.slice(Timestamp, end).map((userId) => describeMember(chat, group, userId)),
    NextTimestamp: end < latest.length ? end : 0,
  };
};

const pageSchema = z.object({
  GroupId: z.string(),
  Limit: z.int().min(0).default(LISTED_MEMBERS.unable),
  Offset: z.int().min(0).default(0),
});

/** What an SDK without the ability asks instead: get_group_member_info, of the thirty latest. */
export const pageMembers: Operation = (chat, _actor, body) => {
  const { GroupId, Limit, Offset } = parseBody(pageSchema, body);
  const group = chat.state.group(GroupId);
  const latest = latestMembers(chat, group);
  const page = latest.slice(Offset, Offset + Limit);
  return { MemberNum: latest.length, MemberList: page.map((userId) => describeMember(chat, group, userId)) };
};

/** Newest first. Who carries mark 600 is not shown. */
function latestMembers(chat: Chat, group: Group): string[] {
  group.expireRobots(chat.clock.nowSeconds());
  const count = chat.config.abilities.includes("memberList") ? LISTED_MEMBERS.able : LISTED_MEMBERS.unable;
  const shown = [...group.members.keys()].filter((userId) => !group.marks.get(userId)?.has(HIDDEN_MARK));
  return shown.reverse().slice(0, count);
}

function describeMember(chat: Chat, group: Group, userId: string): Answer {
  const { nick, faceUrl } = chat.state.showAccount(userId);
  return {
    Member_Account: userId,
    NickName: nick,
    Avatar: faceUrl,
    FaceUrl: faceUrl,
    JoinTime: group.members.get(userId)?.joinedSeconds ?? 0,
    Role: group.roleOf(userId),
    Marks: [...(group.marks.get(userId) ?? [])],
    ShutUpUntil: group.mutedUntil.get(userId) ?? 0,
  };
}

const forbidSchema = z.object({
  GroupId: z.string(),
  Members_Account: z.array(userIdSchema).min(1).max(500),
  MuteTime: durationSeconds,
});

/** forbid_send_msg: mutes or, with 0, unmutes. It outlives leaving and coming back. */
export const muteMembers: Operation = (chat, actor, body) => {
  const { GroupId, Members_Account, MuteTime } = parseBody(forbidSchema, body);
  mute(chat, managedGroup(chat, actor, GroupId), actor, Members_Account, MuteTime);
  return {};
};

/** Mutes, or with 0 unmutes; an admin of the group ordinary members only. Members are told only with `infoTips`. */
export function mute(chat: Chat, group: Group, actor: Actor, userIds: readonly string[], seconds: number): void {
  const isAdmin = actor.platform === "Web" && group.roleOf(actor.userId) === "Admin";
  if (isAdmin && userIds.some((userId) => group.roleOf(userId) !== "Member")) throw imError(10007);
  if (seconds > 0) refuseTooMany(chat, group, actor, "muted", userIds);
  chat.state.saveRestriction(group, "muted", userIds, seconds === 0 ? 0 : untilSeconds(chat.clock, seconds));
  if (!chat.config.infoTips) return;
  const members = userIds.map((userId) => chat.state.showAccount(userId));
  const extra = members.map(({ userId, nick, faceUrl }) => ({
    User_Account: userId,
    NickName: nick,
    ImageUrl: faceUrl,
    ShutupTime: seconds,
  }));
  emitTip(chat, group, TIP.member, actor.userId, members, { MsgMemberInfo: extra, MsgMemberExtraInfo: extra });
}

/** An owner may mute and ban thousands, the app any number. */
export function refuseTooMany(chat: Chat, group: Group, actor: Actor, kind: Restriction, userIds: readonly string[]): void {
  const restricted = group.restricted(kind);
  if (actor.platform === "RESTAPI" || restricted.size + userIds.length <= MOST_RESTRICTED) return;
  group.forgetPast(kind, chat.clock.nowSeconds());
  if (new Set([...restricted.keys(), ...userIds]).size > MOST_RESTRICTED)
    throw imError(10005, `more than ${MOST_RESTRICTED} ${kind}`);
}

/** get_group_muted_account. */
export const listMuted: Operation = (chat, actor, body) => {
  const group = managedGroup(chat, actor, parseBody(groupSchema, body).GroupId);
  const muted = [...group.mutedUntil].filter(([, until]) => until > chat.clock.nowSeconds());
  return { MutedAccountList: muted.map(([Member_Account, MutedUntil]) => ({ Member_Account, MutedUntil })) };
};
