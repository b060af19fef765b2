import { type CustomMessage, parseCustomMessage } from "@/lib/chat/schema";
import { type MessageStamp, messageStamp } from "@/lib/levels/schema";
import type { ChatMessage } from "./chat-state";

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
}

/** What one SDK message means to the product. */
export type Reading =
  | { kind: "message"; message: ChatMessage }
  | { kind: "signal"; signal: CustomMessage }
  | { kind: "arrival"; userId: string; name: string; isMine: boolean }
  | { kind: "departure"; userIds: string[] }
  | { kind: "put-out"; reason: "closed" | "banned" }
  | { kind: "unknown" }
  | { kind: "nothing" };

/** Reads an SDK message; `userId` is who reads, so that own messages from another tab are known as own. */
export function readWireMessage(wire: WireMessage, userId: string | null): Reading {
  if (wire.type === "TIMTextElem") {
    return {
      kind: "message",
      message: {
        kind: "message",
        id: wire.ID,
        fromId: wire.from,
        name: wire.nick,
        text: field(wire.payload, "text"),
        stamp: stampIn(wire.cloudCustomData),
        sentAtMs: wire.time * 1_000,
        isMine: userId !== null && wire.from === userId,
        state: "sent",
        refusal: null,
      },
    };
  }
  if (wire.type === "TIMCustomElem") {
    const signal = parseCustomMessage(field(wire.payload, "data"));
    return signal ? { kind: "signal", signal } : { kind: "unknown" };
  }
  if (wire.type === "TIMGroupTipElem") return tipIn(wire.payload, userId);
  if (wire.type === "TIMGroupSystemNoticeElem") return noticeIn(wire.payload);
  return { kind: "nothing" };
}

/** What the server stamped on a message, or null. */
export function stampIn(cloudCustomData: string): MessageStamp | null {
  if (!cloudCustomData) return null;
  try {
    return messageStamp.safeParse(JSON.parse(cloudCustomData)).data ?? null;
  } catch {
    return null; // not JSON: an older client's own data, which is never trusted
  }
}

/** The text of a text message's payload, or an empty string. */
export function textOf(payload: unknown): string {
  return field(payload, "text");
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
