import "server-only";
import { db, type Transaction } from "../db";
import { isLiveApiOn } from "../live/api";
import { enqueue } from "../outbox";
import { streamLane } from "./stream-orders";

/** Upkeep asks more often than this, so that no ban that ended by itself is missed. */
const ENDED_LATELY_MS = 180_000;

/** A stream that was forbidden may be pushed again. The outbox is sent by the caller's `after`, or by upkeep. */
export async function allowRoomStream(tx: Transaction, roomId: string): Promise<void> {
  const room = await tx.room.findUnique({ where: { id: roomId }, select: { streamName: true } });
  if (!room || !isLiveApiOn()) return;
  await enqueue(tx, streamLane(room.streamName), [{ kind: "stream.allow", streamName: room.streamName }]);
}

/**
 * The same for the rooms of a host who was banned, from the site or from one of them, and is so no longer; a room that was ended
 * by an act of its own stays forbidden until that is undone.
 */
export async function allowStreamsOf(tx: Transaction, hostId: string, roomId: string | null): Promise<void> {
  const rooms = await tx.$queryRaw<{ id: string }[]>`
    SELECT room."id" FROM "Room" AS room
    WHERE room."hostId" = ${hostId} AND (${roomId}::text IS NULL OR room."id" = ${roomId}) AND room."stoppedBy" = 'moderator'
      AND NOT EXISTS (
        SELECT 1 FROM "AuditEntry" AS act LEFT JOIN "AuditEntry" AS undoing ON undoing."undoesId" = act."id"
        WHERE act."action" = 'room.end' AND act."roomId" = room."id" AND undoing."id" IS NULL)
    ORDER BY room."id"`;
  for (const { id } of rooms) await allowRoomStream(tx, id);
}

/** The same for bans that have ended by themselves lately. */
export async function allowStreamsOfFreed(nowMs: number): Promise<void> {
  const until = { lte: new Date(nowMs), gt: new Date(nowMs - ENDED_LATELY_MS) };
  const where = { kind: "ban", liftedAt: null, userId: { not: null }, until } as const;
  const ended = await db().restriction.findMany({ where, select: { userId: true, roomId: true } });
  for (const { userId, roomId } of ended) if (userId) await db().$transaction((tx) => allowStreamsOf(tx, userId, roomId));
}
