import { z } from "zod";
import type { Account } from "../accounts";
import { judgeReply, type ReplyRules } from "../callbacks";
import { type Actor, type Chat, eventTime, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";
import { messageBody, refuseTooLong, uint32 } from "../message-body";

/** What the app may answer for a message between two users; its own codes have a range of their own here. */
const RULES: Omit<ReplyRules, "onFailure"> = { refusalCode: 20006, ownCodes: [120_001, 130_000] };

const sendSchema = z.object({
  To_Account: z.string(),
  MsgSeq: uint32.default(0),
  MsgRandom: uint32,
  MsgClientTime: uint32.optional(),
  MsgBody: messageBody,
  CloudCustomData: z.string().default(""),
  From_Account: z.string().optional(),
  ForbidCallbackControl: z.array(z.string()).default([]),
});

type SendRequest = z.output<typeof sendSchema>;

/**
 * sendmsg, from a user over the socket or from the app over REST: to every tab of the receiver and the sender's other tabs.
 * Nobody who is away gets it later.
 */
export const sendDirectMessage: Operation = (chat, actor, body) => {
  const request = parseBody(sendSchema, body);
  const sender = chat.state.accounts.get(isApp(actor) ? (request.From_Account ?? actor.userId) : actor.userId);
  if (!sender || !chat.state.accounts.has(request.To_Account)) throw imError(20003, request.To_Account);
  const identity = [sender.userId, request.To_Account, request.MsgSeq, request.MsgRandom, request.MsgClientTime].join("|");
  return chat.directSends.once(identity, chat.clock.machineMs(), () => send(chat, actor, sender, request));
};

function isApp({ platform }: Actor): boolean {
  return platform === "RESTAPI";
}

/** The app may forbid its own callbacks, and is asked by none about mutes. */
async function send(chat: Chat, actor: Actor, sender: Account, request: SendRequest): Promise<Answer> {
  if (!isApp(actor) && sender.c2cMutedUntil > chat.clock.nowSeconds()) throw imError(20012);
  refuseTooLong(request, chat.config.messageBytes);
  const payload = { ...callbackPayload(chat, sender, request), OnlineOnlyFlag: 0 };
  const isForbidden = (name: string) => isApp(actor) && request.ForbidCallbackControl.includes(name);
  const isAsked = !isForbidden("ForbidBeforeSendMsgCallback");
  const final = { ...request, ...(isAsked ? await askBeforeSend(chat, payload, actor) : { isDropped: false }) };
  const seconds = chat.clock.nowSeconds();
  const answer = { MsgTime: seconds, MsgSeq: request.MsgSeq, MsgKey: `${request.MsgSeq}_${request.MsgRandom}_${seconds}` };
  if (final.isDropped) return answer;
  deliver(chat, sender, final, seconds);
  if (isForbidden("ForbidAfterSendMsgCallback")) return answer;
  chat.callbacks.after("C2C.CallbackAfterSendMsg", { ...payload, ...answer, MsgBody: final.MsgBody, SendMsgResult: 0 }, actor);
  return answer;
}

function callbackPayload(chat: Chat, sender: Account, request: SendRequest): Answer {
  return {
    From_Account: sender.userId,
    To_Account: request.To_Account,
    MsgSeq: request.MsgSeq,
    MsgRandom: request.MsgRandom,
    MsgTime: chat.clock.nowSeconds(),
    MsgBody: request.MsgBody,
    CloudCustomData: request.CloudCustomData,
    EventTime: eventTime(chat),
  };
}

/** What the app's callback changes. */
async function askBeforeSend(chat: Chat, payload: Answer, actor: Actor) {
  if (!chat.callbacks.isEnabled("C2C.CallbackBeforeSendMsg")) return { isDropped: false };
  const reply = await chat.callbacks.before("C2C.CallbackBeforeSendMsg", payload, actor);
  const verdict = judgeReply(reply, { ...RULES, onFailure: chat.config.beforeSendDefault });
  if (verdict.kind === "refuse") throw verdict.error;
  if (verdict.kind === "drop") return { isDropped: true };
  const { MsgBody, CloudCustomData } = verdict.reply ?? {};
  return { isDropped: false, ...(MsgBody && { MsgBody }), ...(CloudCustomData !== undefined && { CloudCustomData }) };
}

function deliver(
  chat: Chat,
  sender: Account,
  request: Omit<SendRequest, "MsgBody"> & { MsgBody: unknown },
  seconds: number,
): void {
  const item = {
    From_Account: sender.userId,
    To_Account: request.To_Account,
    MsgSeq: request.MsgSeq,
    MsgRandom: request.MsgRandom,
    MsgTimeStamp: seconds,
    MsgClientTime: request.MsgClientTime ?? seconds,
    TinyId: sender.tinyId,
    From_AccountNick: sender.nick,
    From_AccountHeadurl: sender.faceUrl,
    MsgBody: request.MsgBody,
    CloudCustomData: request.CloudCustomData,
  };
  const readers = new Set([...chat.presence.sessionsOf(request.To_Account), ...chat.presence.sessionsOf(sender.userId)]);
  // Nobody may fill the socket of somebody who reads slowly until it is cut.
  for (const session of readers) if (!session.isCongested) session.push([{ Event: 1, C2cMsgArray: [item] }]);
}
