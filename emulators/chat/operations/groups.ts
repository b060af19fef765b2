import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Actor, type Chat, emitTip, managedGroup, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";
import type { Group } from "../group";
import { NOTICE, noticeItem, TIP } from "../wire-items";

/** Tencent's limits are bytes of UTF-8, not characters. */
const bytes = (limit: number) => z.string().refine((text) => Buffer.byteLength(text) <= limit, `longer than ${limit} bytes`);
const onOff = z.enum(["On", "Off"]);

const infoFields = {
  Name: bytes(30).optional(),
  Introduction: bytes(240).optional(),
  Notification: bytes(300).optional(),
  FaceUrl: bytes(100).optional(),
  AppDefinedData: z.array(z.object({ Key: bytes(16), Value: bytes(512) })).optional(),
};

type InfoChange = z.output<z.ZodObject<typeof infoFields>>;

const createSchema = z.object({
  ...infoFields,
  Name: bytes(30),
  Type: z.string(),
  GroupId: z.string().optional(),
  Owner_Account: z.string().optional(),
  MemberList: z.array(z.unknown()).optional(),
});

/** create_group, of AVChatRooms only. The owner is not in it before joining like everybody else. */
export const createGroup: Operation = (chat, actor, body) => {
  const request = parseBody(createSchema, body);
  if (request.Type !== "AVChatRoom") throw imError(10004, `this emulator imitates AVChatRoom only, not ${request.Type}`);
  if (request.MemberList) throw imError(10007, "an AVChatRoom is created without members");
  const ownerId = ownerOf(chat, actor, request.Owner_Account);
  const groupId = request.GroupId || `@TGS#a${randomBytes(6).toString("hex").toUpperCase()}`;
  if (request.GroupId && !/^(?!@TGS#)[\x20-\x7e]{1,48}$/.test(request.GroupId)) throw imError(10015, request.GroupId);
  const taken = chat.state.groups.get(groupId);
  if (taken) throw imError(taken.ownerId === ownerId ? 10025 : 10021);
  chat.state.addGroup(groupId, (group) => {
    group.ownerId = ownerId;
    changeInfo(group, request);
  });
  return { GroupId: groupId, Type: "AVChatRoom", HugeGroupFlag: 1 };
};

function ownerOf(chat: Chat, actor: Actor, wanted: string | undefined): string {
  if (actor.platform === "Web") return actor.userId;
  if (!wanted) return "";
  if (!chat.state.accounts.has(wanted)) throw imError(10019, wanted);
  return wanted;
}

/** destroy_group: members get the notice through their polls, which a dismissed group answers for some seconds more. */
export const destroyGroup: Operation = (chat, actor, body) => {
  const group = chat.state.group(parseBody(z.object({ GroupId: z.string() }), body).GroupId);
  if (actor.platform === "Web" && group.roleOf(actor.userId) !== "Owner") throw imError(10007);
  dismiss(chat, group, actor.userId);
  return {};
};

function dismiss(chat: Chat, group: Group, operatorId: string): void {
  chat.state.removeGroup(group);
  chat.traffic.delete(group.id);
  group.feed.append(noticeItem(group, chat.state.stamp(), NOTICE.dismissed, operatorId), chat.clock.nowMs());
}

const modifySchema = z.object({
  ...infoFields,
  GroupId: z.string(),
  /** The spelling of the REST API. */
  MuteAllMember: onOff.optional(),
  /** The spelling of the SDK. */
  ShutUpAllMember: onOff.optional(),
});

/** modify_group_base_info: texts, custom fields and the mute of everybody. Members are told only with `infoTips`. */
export const modifyGroup: Operation = (chat, actor, body) => {
  const request = parseBody(modifySchema, body);
  const group = managedGroup(chat, actor, request.GroupId);
  const mute = request.MuteAllMember ?? request.ShutUpAllMember;
  changeInfo(group, request);
  if (mute) group.isMuted = mute === "On";
  group.infoSeq += 1;
  chat.state.saveGroup(group);
  if (chat.config.infoTips) {
    const change = tipOf(request, mute ? group.isMuted : undefined);
    emitTip(chat, group, TIP.profile, actor.userId, [chat.state.showAccount(actor.userId)], { MsgGroupNewInfo: change });
  }
  return {};
};

function changeInfo(group: Group, change: InfoChange): void {
  group.name = change.Name ?? group.name;
  group.introduction = change.Introduction ?? group.introduction;
  group.notification = change.Notification ?? group.notification;
  group.faceUrl = change.FaceUrl ?? group.faceUrl;
  for (const { Key, Value } of change.AppDefinedData ?? []) {
    if (Value === "") group.customFields.delete(Key);
    else group.customFields.set(Key, Value);
  }
}

function tipOf(change: InfoChange, isMuted: boolean | undefined): Record<string, unknown> {
  return {
    GroupName: change.Name,
    GroupNotification: change.Notification,
    GroupIntroduction: change.Introduction,
    GroupFaceUrl: change.FaceUrl,
    MsgAppDefinedData: change.AppDefinedData,
    ...(isMuted === undefined ? {} : { ShutupAll: isMuted ? 1 : 0 }),
  };
}

const groupIds = z.object({
  GroupIdList: z.array(z.union([z.string(), z.object({ GroupId: z.string() }).transform((entry) => entry.GroupId)])).max(50),
});

/** get_group_info, and the SDK's get_group_self_member_info and get_group_public_info. Each entry has its own ErrorCode. */
export const getGroups: Operation = (chat, actor, body) => ({
  GroupInfo: parseBody(groupIds, body).GroupIdList.map((groupId) => {
    const group = chat.state.groups.get(groupId);
    if (group) return describeGroup(chat, group, actor);
    const error = imError(10010);
    return { GroupId: groupId, ErrorCode: error.code, ErrorInfo: error.message };
  }),
});

function describeGroup(chat: Chat, group: Group, actor: Actor): Answer {
  const self = describeSelf(group, actor.userId);
  return {
    GroupId: group.id,
    ErrorCode: 0,
    ErrorInfo: "",
    Type: "AVChatRoom",
    Appid: chat.config.sdkAppId,
    Name: group.name,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.faceUrl,
    Owner_Account: group.ownerId,
    CreateTime: group.createdSeconds,
    InfoSeq: group.infoSeq,
    LastInfoTime: group.createdSeconds,
    LastMsgTime: group.lastMessageSeconds,
    NextMsgSeq: chat.state.lastSeq + 1,
    MemberNum: group.members.size,
    MaxMemberNum: 0,
    ApplyJoinOption: "FreeAccess",
    [actor.platform === "RESTAPI" ? "MuteAllMember" : "ShutUpAllMember"]: group.isMuted ? "On" : "Off",
    AppDefinedData: [...group.customFields].map(([Key, Value]) => ({ Key, Value })),
    MemberList: self ? [{ Member_Account: actor.userId, ...self }] : [],
    ...(self ? { SelfInfo: self } : {}),
  };
}

function describeSelf(group: Group, userId: string): Answer | null {
  const member = group.members.get(userId);
  if (!member) return null;
  return { Role: group.roleOf(userId), JoinTime: member.joinedSeconds, MsgSeq: 0, MsgFlag: "AcceptAndNotify" };
}

const listSchema = z.object({
  Limit: z.int().min(1).max(10_000).default(10_000),
  Next: z.int().min(0).default(0),
  GroupType: z.string().optional(),
});

/** get_appid_group_list: `Next` is a position in the order of creation, 0 at the end. */
export const listGroups: Operation = (chat, _actor, body) => {
  const { Limit, Next, GroupType } = parseBody(listSchema, body);
  const all = GroupType === undefined || GroupType === "AVChatRoom" ? [...chat.state.groups.keys()] : [];
  const end = Next + Limit;
  return {
    TotalCount: all.length,
    GroupIdList: all.slice(Next, end).map((GroupId) => ({ GroupId })),
    Next: end < all.length ? end : 0,
  };
};
