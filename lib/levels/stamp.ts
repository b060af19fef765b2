import { NEWCOMER_MS, TOP_GIVERS } from "./rules";
import type { Badge, KnownLevel, MessageStamp } from "./schema";

/** What is known of somebody in a room. */
export interface Standing {
  userId: string;
  role: string | null;
  isRoomModerator: boolean;
  /** Null for nobody that we know. */
  level: KnownLevel | null;
  /** The end of the membership in this room, which may be past; 0 for none. */
  memberUntilMs: number;
  /** The place among the running session's givers; 0 for none. */
  giverPlace: number;
}

/**
 * What the server stamps on a person's messages: the role (the room's host first, then the site's roles, then the room's), the level, and
 * badges. Those who keep order are no newcomers.
 */
export function stampFor(person: Standing, hostId: string, nowMs: number): MessageStamp {
  const role = roleIn(person, hostId);
  const { level, memberUntilMs, giverPlace } = person;
  const badges: Badge[] = [];
  if (memberUntilMs > nowMs) badges.push("member");
  if (giverPlace >= 1 && giverPlace <= TOP_GIVERS) badges.push("topGiver");
  if (!role && level && isNewcomer(level, nowMs)) badges.push("newcomer");
  return {
    v: 1,
    ...(role ? { role } : {}),
    ...(level ? { level: level.level } : {}),
    ...(badges.length > 0 ? { badges } : {}),
  };
}

/** True in the first days of an account, and for nobody that we know. */
export function isNewcomer(level: KnownLevel | null, nowMs: number): boolean {
  return level === null || nowMs - level.joinedAtMs < NEWCOMER_MS;
}

function roleIn({ userId, role, isRoomModerator }: Standing, hostId: string): MessageStamp["role"] {
  if (userId === hostId) return "host";
  if (role === "owner") return "admin"; // who owns the site is nobody's business in a chat
  if (role === "admin" || role === "moderator") return role;
  return isRoomModerator ? "roomModerator" : undefined;
}
