import { type MessageElement, stickerIn, textIn } from "../messages/rules";
import { MAX_MESSAGE_CHARACTERS } from "./schema";

/** Refusal codes that reach the sender's client with their text (Tencent allows 10100 to 10200). */
export const refusalCodes = {
  room_closed: 10100,
  too_long: 10101,
  not_allowed: 10102,
  empty: 10103,
  slow_mode: 10104,
  followers_only: 10105,
  follow_longer: 10106,
  members_only: 10107,
  emoji_only: 10108,
  quote_unknown: 10109,
  blocked_word: 10110,
  held: 10111,
  link_refused: 10112,
  repeated: 10113,
  flooding: 10114,
  not_judged: 10115,
  banned: 10116,
  muted: 10117,
  room_muted: 10118,
} as const;
export type RefusalReason = keyof typeof refusalCodes;

/** The `ErrorInfo` of a refusal: its name, and after a colon the seconds after which the same message would pass. */
export function refusalInfo(reason: RefusalReason, waitSeconds = 0): string {
  return waitSeconds > 0 ? `${reason}:${waitSeconds}` : reason;
}

/**
 * Why a message may not be sent to any room, or null. A text, or one of our stickers. Custom messages are the server's alone:
 * a client could forge a status with them.
 */
export function messageFault(elements: readonly MessageElement[]): RefusalReason | null {
  if (elements.length === 0) return "empty";
  if (stickerIn(elements)) return null;
  if (elements.some(({ type }) => type !== "TIMTextElem")) return "not_allowed";
  const text = textIn(elements);
  if (text.trim() === "") return "empty";
  return [...text].length > MAX_MESSAGE_CHARACTERS ? "too_long" : null;
}
