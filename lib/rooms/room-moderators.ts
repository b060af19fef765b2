import "server-only";
import { db } from "../db";
import type { RoomModerator } from "./schema";

/** Who keeps order in a room beside its host, in the order in which they were appointed. */
export async function listRoomModerators(roomId: string): Promise<RoomModerator[]> {
  const rows = await db().roomModerator.findMany({
    where: { roomId },
    orderBy: { createdAt: "asc" },
    select: { userId: true, user: { select: { name: true } } },
  });
  return rows.map(({ userId, user }) => ({ userId, name: user.name }));
}
