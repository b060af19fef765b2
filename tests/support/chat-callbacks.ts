import type { APIRequestContext } from "@playwright/test";
import type { TestRoom } from "./rooms";
import { imCallbackPath } from "./sign";
import type { Runtime } from "./system";

const BEFORE = "Group.CallbackBeforeSendMsg";
const JOIN = "Group.CallbackBeforeApplyJoinGroup";
const AFTER = "Group.CallbackAfterSendMsg";
const DROPPED = "Group.CallbackSendMsgException";

let lastRandom = 0;

/** A number that no other message of this run has. */
export function newRandom(): number {
  lastRandom += 1;
  return lastRandom;
}

export const textElement = (Text: string) => ({ MsgType: "TIMTextElem", MsgContent: { Text } });
export const stickerElement = (Data: string) => ({ MsgType: "TIMFaceElem", MsgContent: { Index: 0, Data } });

export interface Said {
  userId: string;
  element: object;
  random?: number;
  customData?: object;
  /** The network address of the sender, as the chat service tells it. */
  address?: string;
}

const wire = (room: TestRoom, { userId, element, random = newRandom(), customData }: Said) => ({
  GroupId: room.groupId,
  Type: "AVChatRoom",
  From_Account: userId,
  Operator_Account: userId,
  Random: random,
  MsgBody: [element],
  CloudCustomData: customData ? JSON.stringify(customData) : "",
});

export interface Decision {
  ErrorCode: number;
  ErrorInfo: string;
  CloudCustomData?: string;
}

/** Asks as the chat service does before it delivers a message. */
export async function askBefore(
  { request, runtime }: { request: APIRequestContext; runtime: Runtime },
  room: TestRoom,
  said: Said,
): Promise<Decision> {
  const data = { CallbackCommand: BEFORE, ...wire(room, said) };
  return (await request.post(imCallbackPath(runtime, BEFORE, said.address ? { ClientIP: said.address } : {}), { data })).json();
}

/** Asks as the chat service does before somebody joins a group. */
export async function askJoin(
  { request, runtime }: { request: APIRequestContext; runtime: Runtime },
  room: TestRoom,
  userId: string,
  address = "127.0.0.1",
): Promise<Decision> {
  const data = { CallbackCommand: JOIN, GroupId: room.groupId, Type: "AVChatRoom", Requestor_Account: userId };
  return (await request.post(imCallbackPath(runtime, JOIN, { ClientIP: address }), { data })).json();
}

/** Tells as the chat service does after it has delivered one. */
export async function tellAfter(
  { request, runtime }: { request: APIRequestContext; runtime: Runtime },
  room: TestRoom,
  said: Said & { sequence: number },
): Promise<void> {
  const sent = { MsgSeq: said.sequence, MsgTime: Math.floor(Date.now() / 1000) };
  const data = { CallbackCommand: AFTER, ...wire(room, said), ...sent };
  await request.post(imCallbackPath(runtime, AFTER), { data });
}

/** Tells as the chat service does when it let nobody have a message. */
export async function tellDropped(
  { request, runtime }: { request: APIRequestContext; runtime: Runtime },
  room: TestRoom,
  said: Said & { code: number },
): Promise<void> {
  const data = { CallbackCommand: DROPPED, ...wire(room, said), ErrorCode: said.code, ErrorInfo: "over the limit" };
  await request.post(imCallbackPath(runtime, DROPPED), { data });
}
