import "server-only";
import { AppError } from "../errors";
import { getFollowedSince } from "../follows/remember-follows";
import { remindersKey, roleKey } from "../keys";
import { getStamp } from "../levels/standings";
import { getMembershipUntil } from "../memberships/queries";
import { redis } from "../redis";
import { getHolds } from "../restrictions/holds";
import type { Traces } from "../restrictions/rules";
import { rankOf } from "../users/permissions";
import { type Standing, userRole } from "../users/schema";
import { standingsIn } from "../users/standing";
import { getRoomRecord } from "./queries";
import type { RoomRecord } from "./record";
import type { RoomViewer } from "./schema";

/** What a room is to one signed-in user, a banned one too. Throws `not_found` for an unknown room. */
export async function getRoomViewer(userId: string, roomId: string, traces: Traces, nowMs: number): Promise<RoomViewer> {
  const room = await getRoomRecord(roomId);
  if (!room) throw new AppError("not_found");
  const [followedSince, isReminded, memberUntilMs, stamp, standing, holds] = await Promise.all([
    getFollowedSince(userId, room.record.hostId),
    redis().sismember(remindersKey(roomId), userId),
    getMembershipUntil(roomId, userId, nowMs),
    getStamp(room.record, userId, nowMs),
    getStanding(room.record, userId),
    getHolds({ userId, roomId, ...traces }, nowMs),
  ]);
  return { isFollowing: followedSince !== null, isReminded: isReminded === 1, memberUntilMs, stamp, standing, holds };
}

/** From Redis for a plain viewer, of whom there are thousands; from PostgreSQL, which is never behind, for everybody else. */
async function getStanding({ id, hostId, moderatorIds }: RoomRecord, userId: string): Promise<Standing> {
  const role = userRole.safeParse(await redis().get(roleKey(userId))).data ?? null;
  const known = { id: userId, role, isHost: hostId === userId, isRoomModerator: moderatorIds.includes(userId) };
  if (rankOf(known) === "user") return known;
  const [stored = known] = await standingsIn([userId], id);
  return stored;
}
