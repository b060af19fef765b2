import "server-only";
import { z } from "zod";
import { callIm, ImError } from "./rest";

const answer = z.object({ MsgDropReason: z.string().optional() });
const placed = answer.extend({ MsgSeq: z.int(), MsgTime: z.int() });

/** Which messages Tencent drops first when a group gets more than 40 in a second. */
export type MessagePriority = "High" | "Normal" | "Low";

/** A text as an element of a message. */
export function textElement(text: string) {
  return { MsgType: "TIMTextElem", MsgContent: { Text: text } };
}

/** A custom message's one element, in the vendor's form. */
export function customElement(data: unknown) {
  return { MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(data), Desc: "hiroba", Ext: "" } };
}

/** Tencent took a message and gave it to nobody, because the group got too many in that second. */
export class MessageDropped extends Error {
  constructor(readonly reason: string) {
    super(`send_group_msg dropped: ${reason}`);
    this.name = "MessageDropped";
  }
}

/**
 * Sends a custom message to everybody in a group, as the app's admin.
 * `random` must be the same when the same message is sent again: Tencent drops the second within 5 minutes.
 * Throws `MessageDropped` when that was for the group's rate limit; tried again, it needs another `random`.
 */
export async function sendCustomMessage(
  groupId: string,
  data: unknown,
  { random, priority }: { random: number; priority: MessagePriority },
): Promise<void> {
  const { MsgDropReason } = await callIm(
    "group_open_http_svc/send_group_msg",
    {
      GroupId: groupId,
      Random: random,
      MsgPriority: priority,
      MsgBody: [customElement(data)],
      ForbidCallbackControl: ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"],
    },
    answer,
  );
  if (MsgDropReason) throw new MessageDropped(MsgDropReason);
}

/** Tencent's codes for an account that it does not know (docs: 269/1671). */
const NO_SUCH_ACCOUNT = new Set([20003, 90012]);

/**
 * Sends a custom message to one person, as the app's admin: to the pages that are open now, kept for no later one. Nothing
 * happens for a person who has never been in the chat. The same `random` is the same message.
 */
export async function sendPersonMessage(userId: string, data: unknown, random: number): Promise<void> {
  const body = {
    SyncOtherMachine: 2,
    To_Account: userId,
    MsgLifeTime: 0,
    MsgSeq: random,
    MsgRandom: random,
    MsgBody: [customElement(data)],
    ForbidCallbackControl: ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"],
  };
  try {
    await callIm("openim/sendmsg", body, z.object({}));
  } catch (error) {
    if (!(error instanceof ImError) || !NO_SUCH_ACCOUNT.has(error.code)) throw error;
  }
}

/** A message that the app sends in a person's name: words, or a sticker. */
export interface PersonalMessage {
  text: string;
  sticker: string | null;
  customData: string;
  random: number;
}

/** What became of it: its place in the group, and its parts as a callback would tell them. */
export interface PlacedMessage {
  sequence: number;
  sentAtSeconds: number;
  elements: { type: string; content: Record<string, unknown> }[];
}

/** Sends a message to everybody in a group in a person's name, with what the server vouches for. Throws as `sendCustomMessage` does. */
export async function sendAs(userId: string, groupId: string, message: PersonalMessage): Promise<PlacedMessage> {
  const { text, sticker, customData, random } = message;
  const element = sticker ? { MsgType: "TIMFaceElem", MsgContent: { Index: 0, Data: sticker } } : textElement(text);
  const { MsgDropReason, MsgSeq, MsgTime } = await callIm(
    "group_open_http_svc/send_group_msg",
    {
      GroupId: groupId,
      From_Account: userId,
      Random: random,
      MsgPriority: "High",
      MsgBody: [element],
      CloudCustomData: customData,
      ForbidCallbackControl: ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"],
    },
    placed,
  );
  if (MsgDropReason) throw new MessageDropped(MsgDropReason);
  return {
    sequence: MsgSeq,
    sentAtSeconds: MsgTime,
    elements: [{ type: element.MsgType, content: { ...element.MsgContent } }],
  };
}

/**
 * Sends a custom message to everybody in any live group of the application, as the app's admin: once in a second, with the
 * highest edition. `random` as for one group.
 */
export async function sendToAllGroups(data: unknown, random: number): Promise<void> {
  await callIm("group_open_http_svc/send_broadcast_msg", { Random: random, MsgBody: [customElement(data)] }, z.unknown());
}
