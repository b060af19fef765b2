import "server-only";
import { AppError } from "../errors";
import { getFollowedSince } from "../follows/remember-follows";
import { remindersKey } from "../keys";
import { getStamp } from "../levels/standings";
import { getMembershipUntil } from "../memberships/queries";
import { redis } from "../redis";
import { getRoomRecord } from "./queries";
import type { RoomViewer } from "./schema";

/** What a room is to one signed-in user. Throws `not_found` for an unknown room. */
export async function getRoomViewer(userId: string, roomId: string, nowMs: number): Promise<RoomViewer> {
  const room = await getRoomRecord(roomId);
  if (!room) throw new AppError("not_found");
  const [followedSince, isReminded, memberUntilMs, stamp] = await Promise.all([
    getFollowedSince(userId, room.record.hostId),
    redis().sismember(remindersKey(roomId), userId),
    getMembershipUntil(roomId, userId, nowMs),
    getStamp(room.record, userId, nowMs),
  ]);
  return { isFollowing: followedSince !== null, isReminded: isReminded === 1, memberUntilMs, stamp };
}
