import { NEWCOMER_MS, TOP_GIVERS } from "../levels/rules";
import type { KnownLevel } from "../levels/schema";
import { type MessageElement, stickerIn, textIn } from "../messages/rules";
import { type Badge, MAX_MESSAGE_CHARACTERS, type MessageStamp } from "./schema";

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

/** What is known of somebody in a room. */
export interface Standing {
  userId: string;
  role: string | null;
  /** Null for nobody that we know. */
  level: KnownLevel | null;
  /** The end of the membership in this room, which may be past; 0 for none. */
  memberUntilMs: number;
  /** The place among the running session's givers; 0 for none. */
  giverPlace: number;
}

/**
 * What the server stamps on a person's messages: the role (the room's host first, then the site's roles), the level, and
 * badges. Those who keep order are no newcomers.
 */
export function stampFor(person: Standing, hostId: string, nowMs: number): MessageStamp {
  const role = roleIn(person, hostId);
  const { level, memberUntilMs, giverPlace } = person;
  const badges: Badge[] = [];
  if (memberUntilMs > nowMs) badges.push("member");
  if (giverPlace >= 1 && giverPlace <= TOP_GIVERS) badges.push("topGiver");
  if (!role && level && nowMs - level.joinedAtMs < NEWCOMER_MS) badges.push("newcomer");
  return {
    v: 1,
    ...(role ? { role } : {}),
    ...(level ? { level: level.level } : {}),
    ...(badges.length > 0 ? { badges } : {}),
  };
}

function roleIn({ userId, role }: Standing, hostId: string): MessageStamp["role"] {
  if (userId === hostId) return "host";
  return role === "admin" || role === "moderator" ? role : undefined;
}
