import type { RoomStatus } from "../rooms/schema";
import { MAX_MESSAGE_CHARACTERS, type MessageStamp } from "./schema";

/** A message that somebody wants to send to a room, as the before-send decision sees it. */
export interface OutgoingMessage {
  elements: readonly { type: string; content: Record<string, unknown> }[];
}

/** What the decision may rest on. */
export interface RoomChatPolicy {
  status: RoomStatus;
}

/** Refusal codes that reach the sender's client with their text (Tencent allows 10100 to 10200). */
export const refusalCodes = { room_closed: 10100, too_long: 10101, not_allowed: 10102, empty: 10103 } as const;
export type RefusalReason = keyof typeof refusalCodes;

export type Verdict = { allow: true } | { allow: false; reason: RefusalReason };

const PLAIN_ELEMENTS = new Set(["TIMTextElem", "TIMFaceElem"]);

/** Decides about a message of a viewer or host. Custom messages are the server's alone: a client could forge a status with them. */
export function judgeMessage(message: OutgoingMessage, policy: RoomChatPolicy): Verdict {
  if (policy.status === "ended") return { allow: false, reason: "room_closed" };
  if (message.elements.some((element) => !PLAIN_ELEMENTS.has(element.type))) return { allow: false, reason: "not_allowed" };
  const texts = message.elements.map((element) => (element.type === "TIMTextElem" ? String(element.content.Text ?? "") : ""));
  if (message.elements.length === 0 || texts.every((text, index) => isEmptyText(message.elements[index]?.type, text))) {
    return { allow: false, reason: "empty" };
  }
  const characters = texts.reduce((sum, text) => sum + [...text].length, 0);
  return characters > MAX_MESSAGE_CHARACTERS ? { allow: false, reason: "too_long" } : { allow: true };
}

function isEmptyText(type: string | undefined, text: string): boolean {
  return type === "TIMTextElem" && text.trim() === "";
}

/** The badge that the server puts on a message: the room's host first, then the site's roles; none for others. */
export function stampFor(sender: { userId: string; role: string | null }, hostId: string): MessageStamp {
  if (sender.userId === hostId) return { v: 1, role: "host" };
  if (sender.role === "admin" || sender.role === "moderator") return { v: 1, role: sender.role };
  return { v: 1 };
}
