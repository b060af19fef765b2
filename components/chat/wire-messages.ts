import { type CustomMessage, parseCustomMessage } from "@/lib/chat/schema";
import type { ChatMessage } from "./chat-state";
import { messageFrom, randomOf, stickerNamed } from "./read-message";

/** The part of an SDK message that we read. */
export interface WireMessage {
  ID: string;
  type: string;
  to: string;
  from: string;
  nick: string;
  /** Unix seconds of the service. */
  time: number;
  payload: unknown;
  cloudCustomData: string;
  /** The service's place of the message in its group. */
  sequence: number;
}

/** What one SDK message means to the product. */
export type Reading =
  | { kind: "message"; message: ChatMessage }
  | { kind: "signal"; signal: CustomMessage }
  | { kind: "hearts"; hearts: { type: "hearts"; roomId: string; total: number } }
  | { kind: "arrival"; userId: string; name: string; isMine: boolean }
  | { kind: "departure"; userIds: string[] }
  | { kind: "put-out"; reason: "closed" | "banned" }
  | { kind: "unknown" }
  | { kind: "nothing" };

/** Who reads, so that own messages from another tab are known as own; and by what the server's word is known. */
export interface Reader {
  userId: string | null;
  adminUserId: string | null;
  stampKey: string | null;
}

/** Reads an SDK message as somebody sees it. What is attached to it is the server's word: `believeStamp` comes first. */
export function readWireMessage(wire: WireMessage, { userId, adminUserId }: Omit<Reader, "stampKey">): Reading {
  if (wire.type === "TIMTextElem" || wire.type === "TIMFaceElem") {
    const sticker = wire.type === "TIMFaceElem" ? stickerNamed(field(wire.payload, "data")) : null;
    if (wire.type === "TIMFaceElem" && !sticker) return { kind: "nothing" };
    const source = { ...wire, random: randomOf(wire.ID), text: field(wire.payload, "text"), sticker };
    return { kind: "message", message: messageFrom({ ...source, sentAtMs: wire.time * 1_000 }, userId) };
  }
  if (wire.type === "TIMCustomElem") {
    const signal = parseCustomMessage(field(wire.payload, "data"));
    if (wire.from !== adminUserId) return hintIn(signal);
    return signal ? { kind: "signal", signal } : { kind: "unknown" };
  }
  if (wire.type === "TIMGroupTipElem") return tipIn(wire.payload, userId);
  if (wire.type === "TIMGroupSystemNoticeElem") return noticeIn(wire.payload);
  return { kind: "nothing" };
}

/** What a person's custom message says: at most that somebody liked. Whatever else it claims to be, the server did not say it. */
function hintIn(signal: CustomMessage | null): Reading {
  if (signal?.type !== "room.likes") return { kind: "nothing" };
  return { kind: "hearts", hearts: { type: "hearts", roomId: signal.roomId, total: signal.total } };
}

const TIP_JOINED = 1;
const TIP_QUIT = 2;
const TIP_KICKED = 3;
const TIP_BANNED = 10;
const NOTICE_PUT_OUT = 4;
const NOTICE_DISMISSED = 5;
const NOTICE_BANNED = 21;

function noticeIn(payload: unknown): Reading {
  const operation = typeof payload === "object" && payload !== null && "operationType" in payload ? payload.operationType : 0;
  if (operation === NOTICE_DISMISSED) return { kind: "put-out", reason: "closed" };
  if (operation === NOTICE_BANNED || operation === NOTICE_PUT_OUT) return { kind: "put-out", reason: "banned" };
  return { kind: "nothing" };
}

/** Who comes and goes. Those who leave by themselves are the operator of the tip; those who are put out are named in it. */
function tipIn(payload: unknown, userId: string | null): Reading {
  if (typeof payload !== "object" || payload === null || !("operationType" in payload)) return { kind: "nothing" };
  const operatorId = field(payload, "operatorID");
  if (payload.operationType === TIP_JOINED) {
    const name = "operatorInfo" in payload ? field(payload.operatorInfo, "nick") : "";
    return { kind: "arrival", userId: operatorId, name: name || operatorId, isMine: userId !== null && operatorId === userId };
  }
  if (payload.operationType === TIP_QUIT) return { kind: "departure", userIds: [operatorId] };
  if (payload.operationType === TIP_KICKED || payload.operationType === TIP_BANNED) {
    const named = "userIDList" in payload && Array.isArray(payload.userIDList) ? payload.userIDList : [];
    return { kind: "departure", userIds: named.filter((one) => typeof one === "string") };
  }
  return { kind: "nothing" };
}

function field(value: unknown, key: string): string {
  if (typeof value !== "object" || value === null) return "";
  const found = (value as Record<string, unknown>)[key];
  return typeof found === "string" ? found : "";
}
