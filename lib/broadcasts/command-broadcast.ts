import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { type Inverse, recordAct } from "../moderation/audit";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { takeDownNotice } from "./notices";
import { statusAfter } from "./rules";
import type { BroadcastCommand } from "./schema";

/**
 * Holds a broadcast up, lets it go on, or ends it: what waits is then told to nobody, and the notice is taken down in all rooms.
 * Throws `forbidden` for others than admins, `conflict` for a command that means nothing now.
 */
export async function commandBroadcast(
  user: SessionUser,
  id: string,
  command: BroadcastCommand,
  nowMs: number,
  undoesId?: bigint,
): Promise<void> {
  const roomIds = await db().$transaction(async (tx) => {
    await requireAct(user, "broadcast.send", { tx });
    await tx.$queryRaw`SELECT "id" FROM "Broadcast" WHERE "id" = ${id} FOR UPDATE`;
    const broadcast = await tx.broadcast.findUnique({ where: { id } });
    if (!broadcast) throw new AppError("not_found");
    const status = statusAfter(broadcast.status, command);
    if (!status) throw new AppError("conflict", `${command} of a ${broadcast.status} broadcast`);
    const endedAt = status === "cancelled" ? new Date(nowMs) : null;
    await tx.broadcast.update({ where: { id }, data: { status, endedAt } });
    const act = { actorId: user.id, action: `broadcast.${command}`, subjectId: id } as const;
    const states = { before: { status: broadcast.status }, after: { status } };
    await recordAct(tx, { ...act, ...states, ...(undoesId === undefined ? {} : { undoesId }) });
    return status === "cancelled" ? cancelRooms(tx, id) : [];
  });
  await takeDownNotice(roomIds, id);
}

const opposites = { "broadcast.send": "cancel", "broadcast.pause": "resume", "broadcast.resume": "pause" } as const;

/** Takes a notice down that was sent, holds up what went on, and the other way round. */
export const undoBroadcast: Inverse = async (actor, { id, subjectId, action }, nowMs) => {
  const command = Object.entries(opposites).find(([name]) => name === action)?.[1];
  if (!command) throw new AppError("conflict", `${action} cannot be undone`);
  await commandBroadcast(actor, subjectId, command, nowMs, id);
};

/** Nothing more is told of it. What is being sent in this moment comes to its own end. Gives the rooms of the broadcast. */
async function cancelRooms(tx: Transaction, id: string): Promise<string[]> {
  await tx.$executeRaw`
    WITH unsent AS (
      DELETE FROM "OutboxEntry" WHERE "id" IN (
        SELECT "outboxId" FROM "BroadcastDelivery" WHERE "broadcastId" = ${id} AND "status" = 'queued'
      ) AND "acceptedAt" IS NULL AND "refusedAt" IS NULL
        AND ("claimedUntil" IS NULL OR "claimedUntil" <= timezone('UTC', now()))
      RETURNING "id"
    )
    UPDATE "BroadcastDelivery" SET "status" = 'cancelled', "settledAt" = timezone('UTC', now())
    WHERE "broadcastId" = ${id} AND ("status" = 'waiting' OR "outboxId" IN (SELECT "id" FROM unsent))`;
  const rooms = await tx.broadcastDelivery.findMany({ where: { broadcastId: id }, select: { roomId: true } });
  return rooms.map(({ roomId }) => roomId);
}
