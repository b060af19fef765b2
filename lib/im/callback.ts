import "server-only";
import { z } from "zod";
import { env } from "../env";
import { AppError } from "../errors";
import { isCallbackSigned } from "./callback-sign";
import { customElement, type textElement } from "./messages";

/** What Tencent gets back. 0 allows; 1 refuses; 10100-10200 refuses with `ErrorInfo` shown to the sender (docs: 269/1632). */
export interface CallbackAnswer {
  ActionStatus: "OK" | "FAIL";
  ErrorCode: number;
  ErrorInfo: string;
  CloudCustomData?: string;
  MsgBody?: (ReturnType<typeof customElement> | ReturnType<typeof textElement>)[];
}

export const ALLOW: CallbackAnswer = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };

/** Refuses with a code of 10100-10200 and a text that reaches the sender's client. */
export function refuse(code: number, info: string): CallbackAnswer {
  return { ActionStatus: "OK", ErrorCode: code, ErrorInfo: info };
}

/** Lets nobody see the message; its sender is told that it was sent. */
export const DISCARD: CallbackAnswer = { ActionStatus: "OK", ErrorCode: 2, ErrorInfo: "" };

/** Sends a custom message of the app's in the place of what the client sent. */
export function replaceBy(data: unknown): CallbackAnswer {
  return { ...ALLOW, MsgBody: [customElement(data)], CloudCustomData: "" };
}

const query = z.object({
  SdkAppid: z.string(),
  CallbackCommand: z.string().max(64),
  RequestTime: z.string(),
  Sign: z.string(),
  OptPlatform: z.string().default("Unknown"),
  ClientIP: z.string().max(64).default(""),
});

/** A callback whose signature, application and age were checked. Its body is still unparsed. */
export interface ImCallback {
  command: string;
  /** True when the app's own REST calls caused it. */
  isRestApi: boolean;
  /** The network address of whoever caused it, where Tencent tells it. */
  address: string | null;
}

/** Checks a callback's query. Throws `unauthenticated` for a bad or old signature, `forbidden` for another application's. */
export async function checkImCallback(address: URL, nowMs: number): Promise<ImCallback> {
  const parsed = query.safeParse(Object.fromEntries(address.searchParams));
  if (!parsed.success) throw new AppError("unauthenticated", "im callback: query is not complete");
  const { SdkAppid, CallbackCommand, RequestTime, Sign, OptPlatform, ClientIP } = parsed.data;
  if (!(await isCallbackSigned(env().IM_CALLBACK_TOKEN, RequestTime, Sign, Math.floor(nowMs / 1000)))) {
    throw new AppError("unauthenticated", "im callback: bad or old Sign");
  }
  if (SdkAppid !== String(env().IM_SDK_APP_ID)) throw new AppError("forbidden", `im callback: SdkAppid ${SdkAppid}`);
  return { command: CallbackCommand, isRestApi: OptPlatform === "RESTAPI", address: ClientIP || null };
}

const element = z.object({ MsgType: z.string(), MsgContent: z.record(z.string(), z.unknown()) });

const groupMessageFields = z.object({
  GroupId: z.string(),
  From_Account: z.string(),
  Random: z.int().default(0),
  CloudCustomData: z.string().default(""),
  MsgBody: z.array(element),
});

const groupMessageOf = (wire: z.infer<typeof groupMessageFields>) => ({
  groupId: wire.GroupId,
  userId: wire.From_Account,
  random: wire.Random,
  customData: wire.CloudCustomData,
  elements: wire.MsgBody.map(({ MsgType, MsgContent }) => ({ type: MsgType, content: MsgContent })),
});

/** A message that is about to be sent to a group. */
export const groupMessage = groupMessageFields.transform(groupMessageOf);

/** A message that the service let nobody have, and its code for why. */
export const droppedMessage = groupMessageFields
  .extend({ ErrorCode: z.int().default(0) })
  .transform((wire) => ({ ...groupMessageOf(wire), errorCode: wire.ErrorCode }));

export type GroupMessage = z.infer<typeof groupMessage>;

/** A message that was sent to a group. */
export const sentMessage = groupMessageFields.extend({ MsgSeq: z.int(), MsgTime: z.int().optional() }).transform((wire) => ({
  ...groupMessageOf(wire),
  sequence: wire.MsgSeq,
  /** When the service took it, by its own clock. */
  sentAtSeconds: wire.MsgTime ?? null,
  isCustom: wire.MsgBody.some(({ MsgType }) => MsgType === "TIMCustomElem"),
  text: wire.MsgBody.map(({ MsgType, MsgContent }) => (MsgType === "TIMTextElem" ? String(MsgContent.Text ?? "") : "")).join(""),
}));

export type SentMessage = z.infer<typeof sentMessage>;

/** Somebody asks to join a group. */
export const joinRequest = z
  .object({ GroupId: z.string(), Requestor_Account: z.string() })
  .transform((wire) => ({ groupId: wire.GroupId, userId: wire.Requestor_Account }));
export type JoinRequest = z.infer<typeof joinRequest>;

const member = z.object({ Member_Account: z.string() });

/** People came into a group. */
export const newMembers = z
  .object({ GroupId: z.string(), NewMemberList: z.array(member) })
  .transform((wire) => ({ groupId: wire.GroupId, userIds: wire.NewMemberList.map((one) => one.Member_Account) }));

/** People left a group. */
export const exitedMembers = z
  .object({ GroupId: z.string(), ExitMemberList: z.array(member) })
  .transform((wire) => ({ groupId: wire.GroupId, userIds: wire.ExitMemberList.map((one) => one.Member_Account) }));

/** People of a group went offline or came back without leaving it. */
export const memberStates = z
  .object({ GroupId: z.string(), EventType: z.enum(["Online", "Offline"]), MemberList: z.array(member) })
  .transform((wire) => ({
    groupId: wire.GroupId,
    isOnline: wire.EventType === "Online",
    userIds: wire.MemberList.map((one) => one.Member_Account),
  }));
