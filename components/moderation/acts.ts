import { sendJson } from "@/components/site/send-json";
import { type ActName, may } from "@/lib/users/permissions";
import type { UserRole } from "@/lib/users/roles";
import type { Standing } from "@/lib/users/schema";
import type { ActTarget } from "./act-news";
import { appoint } from "./appoint";

/** What the menu can do to somebody: in the room, or on the whole site. */
export type Act =
  | { act: "mute" | "ban"; seconds: number | null; withTraces?: boolean }
  | { act: "kick" }
  | { act: "hide" }
  | { act: "appoint"; isModerator: boolean };
export type Place = "room" | "site";

const rights = {
  room: { mute: "member.mute", kick: "member.kick", ban: "member.ban", hide: "message.hide", appoint: "room.moderators" },
  site: { mute: "user.mute", kick: "user.kick", ban: "user.ban", hide: null, appoint: null },
} as const satisfies Record<Place, Record<Act["act"], ActName | null>>;

/** True when the table lets the reader do it to this person there. */
export function mayAct(reader: Standing, act: Act["act"], place: Place, { standing, message }: ActTarget): boolean {
  const right = rights[place][act];
  return right !== null && (act !== "hide" || message !== undefined) && may(reader, right, standing);
}

/** True when there is anything that the reader may do to this person. */
export function mayActAtAll(reader: Standing, target: ActTarget): boolean {
  return (["room", "site"] as const).some((place) =>
    (["mute", "kick", "ban", "hide", "appoint"] as const).some((act) => mayAct(reader, act, place, target)),
  );
}

/** What somebody is in a room, as far as the badge of their messages and the list of members tell. */
export function standingBy(userId: string, role: string | null | undefined, hostId: string): Standing {
  const siteRole: UserRole = role === "admin" || role === "moderator" ? role : "user";
  return { id: userId, role: siteRole, isHost: userId === hostId, isRoomModerator: role === "roomModerator" };
}

/** Carries an act out. Gives the entries of the audit log by which it is undone. Throws `Refused`. */
export async function carryOut(act: Act, target: ActTarget, roomId: string | null, reason: string): Promise<string[]> {
  if (act.act === "hide") {
    const { fromId = "", random = 0 } = target.message ?? {};
    const body = { message: { fromId, random }, isHidden: true, reason };
    const { entryId } = (await sendJson("PUT", `/api/rooms/${roomId}/hidden`, body)) as { entryId: string };
    return [entryId];
  }
  if (act.act === "appoint") {
    const { entryId } = await appoint(roomId ?? "", target.userId, act.isModerator);
    return entryId === null ? [] : [entryId];
  }
  const body = { ...act, roomId, userIds: [target.userId], reason };
  const { entryIds } = (await sendJson("POST", "/api/restrictions", body)) as { entryIds: string[] };
  return entryIds;
}

/** Takes acts back. Throws `Refused`. */
export async function undo(entryIds: readonly string[]): Promise<void> {
  for (const entryId of entryIds) await sendJson("POST", `/api/audit/${entryId}/undo`, {});
}
