import { createHash } from "node:crypto";
import { z } from "zod";
import type { Account } from "../accounts";
import { GROUP_RULES, judgeReply } from "../callbacks";
import { type Actor, type Chat, groupCallback, type Operation, parseBody, requireAbility } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";
import type { Group } from "../group";
import { messageBody, refuseTooLong, uint32 } from "../message-body";
import { PRIORITIES, type RateGate } from "../rate";
import { trafficOf } from "../traffic";
import { broadcastItem, type GroupMessage, messageItem, NOTICE, noticeItem } from "../wire-items";

const MAX_BROADCAST_BYTES = 12_000;

const sendSchema = z.object({
  GroupId: z.string(),
  From_Account: z.string().optional(),
  Random: uint32,
  ClientSeq: z.number().default(0),
  MsgClientTime: uint32.optional(),
  MsgPriority: z.enum(PRIORITIES).default("Normal"),
  MsgBody: messageBody,
  CloudCustomData: z.string().default(""),
  ForbidCallbackControl: z.array(z.string()).default([]),
  /** An AVChatRoom has no messages to some of its members. */
  To_Account: z.array(z.string()).max(0).optional(),
});

type SendRequest = z.output<typeof sendSchema>;

/** One message on its way: what was asked, by whom, and where to. */
interface Send {
  chat: Chat;
  actor: Actor;
  group: Group;
  sender: Account;
  request: SendRequest;
}

/** send_group_msg, from a member over the socket or from the app over REST. */
export const sendGroupMessage: Operation = (chat, actor, body) => {
  const request = parseBody(sendSchema, body);
  const group = chat.state.group(request.GroupId);
  const send: Send = { chat, actor, group, sender: senderOf(chat, actor, request), request };
  const { recentSends, gate } = trafficOf(chat, group.id);
  return recentSends.once(identityOf(send), chat.clock.machineMs(), () => deliver(send, gate));
};

function senderOf(chat: Chat, actor: Actor, request: SendRequest): Account {
  const userId = actor.platform === "RESTAPI" ? (request.From_Account ?? actor.userId) : actor.userId;
  const account = chat.state.accounts.get(userId);
  if (!account) throw imError(10019, userId);
  return account;
}

function identityOf({ actor, sender, request }: Send): string {
  if (actor.platform === "Web") return `${sender.userId}|${request.Random}|${request.MsgClientTime}|${request.ClientSeq}`;
  const content = createHash("sha256").update(JSON.stringify(request.MsgBody)).digest("hex");
  return `REST|${sender.userId}|${request.Random}|${content}`;
}

async function deliver(send: Send, gate: RateGate): Promise<Answer> {
  refuseOutsider(send);
  refuseMuted(send);
  refuseTooLong(send.request, send.chat.config.messageBytes);
  const message = await askBeforeSend(send);
  if (!message) return stampAnswer(send.chat);
  if (!(await gate.pass(message.priority))) return dropForRate(send);
  refuseMuted(send); // meanwhile the sender may have been muted or banned
  return publish(send, message);
}

/** Whoever left after sending was there when it was sent. */
function refuseOutsider({ actor, group, sender }: Send): void {
  if (actor.platform === "Web" && !group.members.has(sender.userId)) throw imError(10007, "not a member");
}

function refuseMuted({ chat, actor, group, sender }: Send): void {
  const nowSeconds = chat.clock.nowSeconds();
  if (actor.platform === "Web" && group.isBanned(sender.userId, nowSeconds)) throw imError(10007, "banned from this group");
  if (sender.groupMutedUntil > nowSeconds) throw imError(10017, "everywhere");
  if (sender.userId === chat.config.adminUserId) return;
  if (group.isMutedFor(sender.userId, nowSeconds)) throw imError(10017);
}

/** The message as the app's callback leaves it; null when the app discards it silently. */
async function askBeforeSend(send: Send): Promise<GroupMessage | null> {
  const { chat, actor, request } = send;
  const message = toMessage(chat, send.sender, request);
  const isForbidden = request.ForbidCallbackControl.includes("ForbidBeforeSendMsgCallback");
  if (isForbidden || !chat.callbacks.isEnabled("Group.CallbackBeforeSendMsg")) return message;
  const reply = await chat.callbacks.before("Group.CallbackBeforeSendMsg", sendPayload(send, message), actor);
  const verdict = judgeReply(reply, { ...GROUP_RULES, onFailure: chat.config.beforeSendDefault });
  if (verdict.kind === "refuse") throw verdict.error;
  if (verdict.kind === "drop") return null;
  const { MsgBody, CloudCustomData } = verdict.reply ?? {};
  return {
    ...message,
    body: MsgBody ?? message.body,
    cloudCustomData: CloudCustomData ?? message.cloudCustomData,
    isModified: MsgBody !== undefined,
  };
}

function toMessage(chat: Chat, sender: Account, request: SendRequest): GroupMessage {
  return {
    sender,
    random: request.Random,
    clientSeconds: request.MsgClientTime ?? chat.clock.nowSeconds(),
    priority: request.MsgPriority,
    body: request.MsgBody,
    cloudCustomData: request.CloudCustomData,
    isModified: false,
  };
}

function sendPayload({ chat, actor, group }: Send, message: GroupMessage): Record<string, unknown> {
  return {
    ...groupCallback(chat, group),
    From_Account: message.sender.userId,
    Operator_Account: actor.userId,
    Random: message.random,
    OnlineOnlyFlag: 0,
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
  };
}

function publish(send: Send, message: GroupMessage): Answer {
  const { chat, actor, group, request } = send;
  if (chat.state.groups.get(group.id) !== group) throw imError(10010); // dismissed while the app was thinking
  const stamp = chat.state.stamp();
  group.lastMessageSeconds = stamp.seconds;
  chat.counters.sent += 1;
  chat.state.addMessage(group, messageItem(group, stamp, message), identityOf(send));
  if (!request.ForbidCallbackControl.includes("ForbidAfterSendMsgCallback")) {
    const payload = { ...sendPayload(send, message), MsgSeq: stamp.seq, MsgTime: stamp.seconds };
    chat.callbacks.after("Group.CallbackAfterSendMsg", payload, actor);
  }
  return { MsgTime: stamp.seconds, MsgSeq: stamp.seq };
}

/** Over the limit the sender sees success; only the app hears of the loss. */
function dropForRate(send: Send): Answer {
  const { chat, actor } = send;
  const error = imError(10023);
  chat.counters.overLimit[send.request.MsgPriority] += 1;
  const payload = {
    ...sendPayload(send, toMessage(chat, send.sender, send.request)),
    ErrorCode: error.code,
    ErrorInfo: error.message,
  };
  chat.callbacks.after("Group.CallbackSendMsgException", payload, actor);
  return { ...stampAnswer(chat), MsgDropReason: "MsgFreqCtrl" };
}

/** An answer for a message nobody will see. Its number is used up, so that no other message can have it. */
function stampAnswer(chat: Chat): Answer {
  const { seq, seconds } = chat.state.stamp();
  return { MsgTime: seconds, MsgSeq: seq };
}

const notificationSchema = z.object({
  GroupId: z.string(),
  Content: z.string(),
  ToMembers_Account: z.array(z.string()).default([]),
});

/** send_group_system_notification: to the whole group only; exempt from the rate limit and from callbacks. */
export const sendSystemNotification: Operation = (chat, actor, body) => {
  const { GroupId, Content, ToMembers_Account } = parseBody(notificationSchema, body);
  const group = chat.state.group(GroupId);
  if (ToMembers_Account.length > 0) throw imError(10007, "an AVChatRoom cannot notify single members");
  const item = noticeItem(group, chat.state.stamp(), NOTICE.custom, actor.userId, { UserDefinedField: Content });
  group.feed.append(item, chat.clock.nowMs());
  return {};
};

const broadcastSchema = sendSchema.pick({ From_Account: true, Random: true, MsgBody: true, CloudCustomData: true });

/** send_broadcast_msg: to every group of the app, once a second. */
export const sendBroadcast: Operation = (chat, actor, body) => {
  const request: SendRequest = { ...sendSchema.parse({ ...parseBody(broadcastSchema, body), GroupId: "" }), MsgPriority: "High" };
  refuseTooLong(request, MAX_BROADCAST_BYTES);
  requireAbility(chat, "broadcast");
  const sender = senderOf(chat, actor, request);
  const nowMs = chat.clock.machineMs();
  if (Math.abs(nowMs - chat.state.shared.broadcasts.lastAtMs) < 1_000) throw imError(10023);
  const stamp = chat.state.stamp();
  chat.state.shared.broadcasts.add(broadcastItem(stamp, toMessage(chat, sender, request)), nowMs);
  for (const group of chat.state.groups.values()) group.feed.onBroadcast();
  return { MsgSeq: stamp.seq };
};
