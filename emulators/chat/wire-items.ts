import { randomInt } from "node:crypto";
import type { Account } from "./accounts";
import type { Group } from "./group";
import type { Priority } from "./rate";

/** An element of a message, `{ MsgType, MsgContent }`. The emulator carries it untouched. */
export type MessageElement = Record<string, unknown>;

/** One entry of a feed in the SDK's form. */
export interface WireItem extends Record<string, unknown> {
  Event: number;
  MsgSeq: number;
}

/** The number and the time every item carries. */
export interface ItemStamp {
  seq: number;
  seconds: number;
}

/** An ordinary message as it was admitted. */
export interface GroupMessage {
  sender: Account;
  random: number;
  clientSeconds: number;
  priority: Priority;
  body: MessageElement[];
  cloudCustomData: string;
  /** The callback replaced the body: the author's SDK then fires MESSAGE_MODIFIED. */
  isModified: boolean;
}

/** Operation types of group tips (Event 4). */
export const TIP = { joined: 1, quit: 2, adminSet: 4, adminRemoved: 5, profile: 6, member: 7, banned: 10, unbanned: 11 } as const;
/** Report types of system notices (Event 5). */
export const NOTICE = { dismissed: 5, banned: 21, quitElsewhere: 8, custom: 255 } as const;

const SYSTEM = "@TIM#SYSTEM";
/** How long a client may reuse an online count, in seconds. */
export const COUNT_TTL_SECONDS = 5;

function itemBase(group: Group, event: number, stamp: ItemStamp) {
  return {
    Event: event,
    ToGroupId: group.id,
    MsgSeq: stamp.seq,
    MsgTime: stamp.seconds,
    MsgTimeStamp: stamp.seconds,
    GroupInfo: { GroupId: group.id, GroupName: group.name, GroupType: "AVChatRoom" },
  };
}

/** An ordinary message. Its ID in the SDK is TinyId-MsgClientTime-Random, so all three are the sender's own. */
export function messageItem(group: Group, stamp: ItemStamp, message: GroupMessage): WireItem {
  const base = itemBase(group, 3, stamp);
  return {
    ...base,
    ...messageFields(message),
    GroupInfo: { ...base.GroupInfo, ...senderInfo(message.sender) },
  };
}

/** A message to every group of the app. */
export function broadcastItem(stamp: ItemStamp, message: GroupMessage): WireItem {
  return {
    Event: 3,
    ToGroupId: "",
    MsgSeq: stamp.seq,
    MsgTime: stamp.seconds,
    MsgTimeStamp: stamp.seconds,
    ...messageFields(message),
    GroupInfo: senderInfo(message.sender),
  };
}

function messageFields(message: GroupMessage) {
  return {
    From_Account: message.sender.userId,
    TinyId: message.sender.tinyId,
    Random: message.random,
    MsgClientTime: message.clientSeconds,
    MsgPriority: message.priority,
    MsgBody: message.body,
    ...(message.cloudCustomData === "" ? {} : { CloudCustomData: message.cloudCustomData }),
    ...(message.isModified ? { MsgModifiedFlag: 1 } : {}),
  };
}

function senderInfo(sender: Account) {
  return {
    From_AccountNick: sender.nick,
    From_AccountHeadurl: sender.faceUrl,
    From_AccountLevel: sender.level,
    MsgFrom_AccountExtraInfo: { NameCard: "" },
  };
}

/** A group tip: something happened to `members` because of `operator`. */
export function tipItem(
  group: Group,
  stamp: ItemStamp,
  opType: number,
  operator: Account,
  members: readonly Account[],
  extra: Record<string, unknown> = {},
): WireItem {
  return {
    ...itemBase(group, 4, stamp),
    From_Account: SYSTEM,
    IsSystemMsg: 1,
    Random: randomInt(2 ** 31),
    MsgClientTime: stamp.seconds,
    MsgBody: {
      OpType: opType,
      Operator_Account: operator.userId,
      List_Account: members.map((member) => member.userId),
      MemberNum: group.members.size,
      MsgOperatorMemberExtraInfo: { UserId: operator.userId, NickName: operator.nick, ImageUrl: operator.faceUrl },
      MsgMemberExtraInfo: members.map((member) => ({
        User_Account: member.userId,
        NickName: member.nick,
        ImageUrl: member.faceUrl,
      })),
      OnlineMemberInfo: { OnlineMemberNum: group.members.size, ExpireTime: COUNT_TTL_SECONDS },
      ...extra,
    },
  };
}

/** A system notice, such as a dismissed group or the text of a system notification. */
export function noticeItem(
  group: Group,
  stamp: ItemStamp,
  reportType: number,
  operatorId: string,
  extra: Record<string, unknown> = {},
): WireItem {
  return {
    ...itemBase(group, 5, stamp),
    From_Account: SYSTEM,
    Random: randomInt(2 ** 31),
    MsgClientTime: stamp.seconds,
    MsgBody: { ReportType: reportType, Operator_Account: operatorId, ...extra },
  };
}

/** A change of attributes or counters (Event 6). */
export function dataItem(group: Group, stamp: ItemStamp, operatorId: string, body: Record<string, unknown>): WireItem {
  return {
    ...itemBase(group, 6, stamp),
    From_Account: SYSTEM,
    To_Account: group.id,
    Random: randomInt(2 ** 31),
    MsgClientTime: stamp.seconds,
    MsgBody: { OpType: 6, Operator_Account: operatorId, ...body },
  };
}

/** An item in the form of a push. Only a ban notice needs it: the SDK leaves the group only when that comes by push. */
export function pushedItem(group: Group, item: WireItem): Record<string, unknown> {
  const { Event, ...rest } = item;
  const list = [{ ...rest, GroupId: group.id }];
  return Event === 4 || Event === 5 || Event === 6 ? { Event, GroupTips: list } : { Event, GroupMsgArray: list };
}
