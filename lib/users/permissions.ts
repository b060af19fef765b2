import type { UserRole } from "./roles";
import type { Standing } from "./schema";

/** From least to most. Whoever acts on a person stands above that person, in the room or on the site where it happens. */
export const ranks = ["guest", "user", "roomModerator", "roomHost", "moderator", "admin", "owner"] as const;
export type Rank = (typeof ranks)[number];

/** A visitor without an account. */
export const GUEST: Standing = { id: null, role: null, isHost: false, isRoomModerator: false };

/** Where an act happens: in one room, where its host and its moderators count, or on the whole site, where only roles do. */
type Scope = "room" | "site";

interface Permission {
  scope: Scope;
  by: readonly Rank[];
  /** Whether it is done to a person, who must stand below. */
  hasTarget: boolean;
}

const from = (lowest: Rank) => ranks.slice(ranks.indexOf(lowest));
const everybody = from("guest");
const members = from("user");
const keepers = from("roomModerator");
const staff = from("moderator");
const admins = from("admin");

const inRoom = (by: readonly Rank[]): Permission => ({ scope: "room", by, hasTarget: false });
const inRoomTo = (by: readonly Rank[]): Permission => ({ scope: "room", by, hasTarget: true });
const onSite = (by: readonly Rank[]): Permission => ({ scope: "site", by, hasTarget: false });
const onSiteTo = (by: readonly Rank[]): Permission => ({ scope: "site", by, hasTarget: true });

/** Who may do what to whom. Every check of a right, on the server and in a page, is a question to this table. */
export const permissions = {
  /** What is public. */
  "site.read": onSite(everybody),
  /** What people do for themselves: write, give, follow, enter a lottery, open rooms. */
  "account.use": onSite(members),
  "message.report": onSite(members),

  /** Title, plan, announcement, stream, start and end: the host's alone. */
  "room.manage": inRoom(["roomHost"]),
  /** Appoint and dismiss the room's moderators. */
  "room.moderators": inRoomTo(["roomHost", ...admins]),
  /** Who may speak in the chat and how often. */
  "room.chat": inRoom(keepers),
  "room.pin": inRoom(keepers),
  "room.words": inRoom(keepers),
  /** Silence the whole room. */
  "room.mute": inRoom(keepers),
  "room.shield": inRoom(keepers),
  /** See a room from the desk, with what was hidden. */
  "room.watch": inRoom(staff),
  "room.end": inRoom(admins),
  "lottery.open": inRoom(["roomHost"]),
  "lottery.cancel": inRoom(["roomHost", ...staff]),
  /** Take a message away, and show it again: done to its author. */
  "message.hide": inRoomTo(keepers),
  "member.mute": inRoomTo(keepers),
  "member.kick": inRoomTo(keepers),
  "member.ban": inRoomTo(keepers),
  /** End a mute or a ban of the room. */
  "member.lift": inRoomTo(keepers),
  /** Keep a range of addresses out of the room, and let it in again. */
  "room.banGuests": inRoom(["roomHost", ...staff]),
  /** Be free of the chat's modes. */
  "chat.exempt": inRoom(keepers),

  /** Look at what was held or reported in a room, and decide about it: done to the one whom it is about. */
  "case.read": inRoom(keepers),
  "case.decide": inRoomTo(keepers),
  /** Look at what was done in a room. */
  "audit.room": inRoom(keepers),

  "desk.open": onSite(staff),
  /** Look at the cases of all rooms. */
  "reviews.read": onSite(staff),
  "user.mute": onSiteTo(staff),
  "user.kick": onSiteTo(staff),
  "user.ban": onSiteTo(staff),
  "user.lift": onSiteTo(staff),
  /** Ban visitors without an account by device or address. */
  "guest.ban": onSite(staff),
  /** Be free of the lists of words: who forbids a word must be able to say it. */
  "words.exempt": onSite(staff),
  "audit.own": onSite(staff),
  "audit.all": onSite(admins),
  "users.search": onSite(admins),
  "users.role": onSiteTo(admins),
  "words.site": onSite(admins),
  "gifts.edit": onSite(admins),
  "ledger.read": onSite(admins),
  "coins.grant": onSite(admins),
  "coins.reverse": onSite(admins),
  "broadcast.send": onSite(admins),
  "outbox.hurry": onSite(admins),
} as const satisfies Record<string, Permission>;

export type ActName = keyof typeof permissions;
export const actNames = Object.keys(permissions) as ActName[];

/** All that somebody is at once: an admin who hosts the room is its host too. */
function ranksOf({ id, role, isHost, isRoomModerator }: Standing, scope: Scope): Rank[] {
  const held: Rank[] = ["guest"];
  if (id !== null && role !== null) held.push("user");
  if (scope === "room" && isRoomModerator) held.push("roomModerator");
  if (scope === "room" && isHost) held.push("roomHost");
  if (role === "moderator" || role === "admin" || role === "owner") held.push(role);
  return held;
}

function height(standing: Standing, scope: Scope): number {
  return Math.max(...ranksOf(standing, scope).map((rank) => ranks.indexOf(rank)));
}

/** The highest of what somebody is in a room. A host's role counts in the own rooms only. */
export function rankOf(standing: Standing): Rank {
  return ranks[height(standing, "room")] ?? "guest";
}

/** True when somebody may do an act; one that is done to a person is refused without one, upward, sideways and to oneself. */
export function may(actor: Standing, act: ActName, target?: Standing): boolean {
  const { scope, by, hasTarget }: Permission = permissions[act];
  if (!ranksOf(actor, scope).some((rank) => by.includes(rank))) return false;
  return !hasTarget || (target !== undefined && height(target, scope) < height(actor, scope));
}

/** True when somebody may take back what another did: the own acts, and those of people below. */
export function mayUndo(actor: Standing, author: Standing): boolean {
  if (actor.id !== null && actor.id === author.id) return true;
  return height(author, "room") < height(actor, "room");
}

/** What somebody with a role is on the site, outside of any room. */
export function onSiteAs(id: string, role: UserRole): Standing {
  return { ...GUEST, id, role };
}

/**
 * True when somebody may give a person another role: the person stands below, and stays below. Only an owner makes owners,
 * and can give up the own place; whether another one stays is for the caller to see.
 */
export function mayGiveRole(
  actor: { id: string; role: UserRole },
  target: { id: string; role: UserRole },
  role: UserRole,
): boolean {
  const actorStanding = onSiteAs(actor.id, actor.role);
  if (actor.id === target.id) return actor.role === "owner";
  if (!may(actorStanding, "users.role", onSiteAs(target.id, target.role))) return false;
  return role === "owner" ? actor.role === "owner" : height(onSiteAs(target.id, role), "site") < height(actorStanding, "site");
}

/** True when a person's new role would leave the site without an owner. */
export function leavesNoOwner(ownerIds: readonly string[], targetId: string, role: UserRole): boolean {
  return role !== "owner" && ownerIds.length === 1 && ownerIds[0] === targetId;
}
