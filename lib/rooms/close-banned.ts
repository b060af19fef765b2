import "server-only";
import { db } from "../db";
import { KICK_SECONDS } from "../restrictions/rules";
import { applyRoomEvent } from "./apply-room-event";

/**
 * Ends the running sessions of hosts who are banned from the site or from their room, and forbids their streams. A ban does this
 * when it is placed, and upkeep for a process that died in between. A kick ends no session.
 */
export async function closeRoomsOfBanned(nowMs: number): Promise<void> {
  const rooms = await db().$queryRaw<{ id: string }[]>`
    SELECT room."id" FROM "Room" AS room WHERE room."status" IN ('live', 'paused') AND EXISTS (
      SELECT 1 FROM "Restriction" AS held WHERE held."userId" = room."hostId" AND held."kind" = 'ban' AND held."liftedAt" IS NULL
        AND (held."roomId" IS NULL OR held."roomId" = room."id")
        AND (held."until" IS NULL
          OR (held."until" > ${new Date(nowMs)} AND held."until" - held."createdAt" > ${KICK_SECONDS} * interval '1 second')))`;
  for (const { id } of rooms) await applyRoomEvent({ id }, { type: "close" }, nowMs);
}
