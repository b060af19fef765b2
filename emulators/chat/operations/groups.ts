import { randomBytes } from "node:crypto";
import { z } from "zod";
import { GROUP_RULES, judgeReply } from "../callbacks";
import { type Actor, type Chat, emitTip, eventTime, groupCallback, managedGroup, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";
import type { Group } from "../group";
import { NOTICE, noticeItem, TIP } from "../wire-items";

/** Tencent's limits are bytes of UTF-8, not characters. */
const bytes = (limit: number) => z.string().refine((text) => Buffer.byteLength(text) <= limit, `longer than ${limit} bytes`);
/** So many custom fields may an application have. */
const MOST_CUSTOM_FIELDS = 10;
/** So many groups may a user own and still make one; the app may make any number. */
const MOST_GROUPS_OF_A_USER = 100;
const onOff = z.enum(["On", "Off"]);

const infoFields = {
  Name: bytes(30).optional(),
  Introduction: bytes(240).optional(),
  Notification: bytes(300).optional(),
  FaceUrl: bytes(100).optional(),
  AppDefinedData: z
    .array(z.object({ Key: z.string().regex(/^\w{1,16}$/), Value: bytes(512) }))
    .max(MOST_CUSTOM_FIELDS)
    .optional(),
  ApplyJoinOption: z.enum(["FreeAccess", "NeedPermission", "DisableApply"]).optional(),
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

type CreateRequest = z.output<typeof createSchema>;

/** create_group, of AVChatRooms only. The owner is not in it before joining like everybody else. */
export const createGroup: Operation = async (chat, actor, body) => {
  const request = parseBody(createSchema, body);
  if (request.Type !== "AVChatRoom") throw imError(10004, `this emulator imitates AVChatRoom only, not ${request.Type}`);
  if (request.MemberList) throw imError(10007, "an AVChatRoom is created without members");
  const ownerId = ownerOf(chat, actor, request.Owner_Account);
  const groupId = request.GroupId || `@TGS#a${randomBytes(6).toString("hex").toUpperCase()}`;
  if (request.GroupId && !/^(?!@TGS#)[\x20-\x7e]{1,48}$/.test(request.GroupId)) throw imError(10015, request.GroupId);
  refuseTaken(chat, groupId, ownerId);
  if (actor.platform === "Web" && groupsOf(chat, ownerId) >= MOST_GROUPS_OF_A_USER) throw imError(10037);
  await askToCreate(chat, actor, request, ownerId);
  refuseTaken(chat, groupId, ownerId); // somebody may have been faster while the app was thinking
  const group = chat.state.addGroup(groupId, (made) => {
    made.ownerId = ownerId;
    changeInfo(made, request);
  });
  chat.callbacks.after("Group.CallbackAfterCreateGroup", { ...groupCallback(chat, group), ...createdBy(actor, group) }, actor);
  return { GroupId: groupId, Type: "AVChatRoom", HugeGroupFlag: 1 };
};

function refuseTaken(chat: Chat, groupId: string, ownerId: string): void {
  const taken = chat.state.groups.get(groupId);
  if (taken) throw imError(taken.ownerId === ownerId ? 10025 : 10021);
}

async function askToCreate(chat: Chat, actor: Actor, request: CreateRequest, ownerId: string): Promise<void> {
  if (!chat.callbacks.isEnabled("Group.CallbackBeforeCreateGroup")) return;
  const payload = {
    Operator_Account: actor.userId,
    Owner_Account: ownerId,
    Type: request.Type,
    Name: request.Name,
    CreateGroupNum: groupsOf(chat, ownerId),
    MemberList: [],
    EventTime: eventTime(chat),
  };
  const reply = await chat.callbacks.before("Group.CallbackBeforeCreateGroup", payload, actor);
  const verdict = judgeReply(reply, GROUP_RULES);
  if (verdict.kind === "refuse") throw verdict.error;
}

function groupsOf(chat: Chat, ownerId: string): number {
  let count = 0;
  for (const group of chat.state.groups.values()) if (group.ownerId === ownerId) count += 1;
  return count;
}

function createdBy(actor: Actor, group: Group): Answer {
  return {
    Operator_Account: actor.userId,
    Owner_Account: group.ownerId,
    Name: group.name,
    MemberList: [],
    UserDefinedDataList: [...group.customFields].map(([Key, Value]) => ({ Key, Value })),
  };
}

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
  const payload = {
    ...groupCallback(chat, group),
    Owner_Account: group.ownerId,
    Name: group.name,
    MemberList: [...group.members.keys()].map((Member_Account) => ({ Member_Account })),
  };
  dismiss(chat, group, actor.userId);
  chat.callbacks.after("Group.CallbackAfterGroupDestroyed", payload, actor);
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
  const before = textsOf(group);
  refuseTooManyFields(group, request);
  changeInfo(group, request);
  if (mute) group.isMuted = mute === "On";
  group.infoSeq += 1;
  group.infoSeconds = chat.clock.nowSeconds();
  chat.state.saveGroup(group);
  tellInfoChange(chat, actor, group, before);
  if (chat.config.infoTips) {
    const change = tipOf(request, mute ? group.isMuted : undefined);
    emitTip(chat, group, TIP.profile, actor.userId, [chat.state.showAccount(actor.userId)], { MsgGroupNewInfo: change });
  }
  return {};
};

/** The app hears of changed texts, and neither of mutes nor of custom fields. */
function tellInfoChange(chat: Chat, actor: Actor, group: Group, before: Record<string, string>): void {
  const changed = Object.entries(textsOf(group)).filter(([name, text]) => text !== before[name]);
  if (changed.length === 0) return;
  const payload = { ...groupCallback(chat, group), Operator_Account: actor.userId, ...Object.fromEntries(changed) };
  chat.callbacks.after("Group.CallbackAfterGroupInfoChanged", payload, actor);
}

function textsOf(group: Group): Record<string, string> {
  return {
    Name: group.name,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.faceUrl,
  };
}

function refuseTooManyFields(group: Group, { AppDefinedData = [] }: InfoChange): void {
  const keys = new Set(group.customFields.keys());
  for (const { Key, Value } of AppDefinedData) {
    if (Value === "") keys.delete(Key);
    else keys.add(Key);
  }
  if (keys.size > MOST_CUSTOM_FIELDS) throw imError(10004, `more than ${MOST_CUSTOM_FIELDS} custom fields`);
}

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
