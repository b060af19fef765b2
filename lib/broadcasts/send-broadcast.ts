import "server-only";
import { db } from "../db";
import { env } from "../env";
import { Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { limit } from "../limit";
import { recordAct } from "../moderation/audit";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import type { BroadcastInput } from "./schema";

const MOST_PER_HOUR = 60;

/**
 * Writes a notice to all rooms whose session runs now; upkeep tells them one after the other. The same `requestId` again gives
 * the broadcast that it made. Throws `forbidden` for others than admins.
 */
export async function sendBroadcast(user: SessionUser, input: BroadcastInput, nowMs: number): Promise<{ id: string }> {
  await limit("broadcast", user.id, MOST_PER_HOUR, 3_600);
  const requestId = `${user.id}:${input.requestId}`;
  return insertBroadcast(user, { ...input, requestId }, nowMs).catch((error: unknown) => {
    const isRepeated = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isRepeated) throw error;
    return db().broadcast.findUniqueOrThrow({ where: { requestId }, select: { id: true } });
  });
}

function insertBroadcast(
  user: SessionUser,
  { requestId, text, minutes }: BroadcastInput,
  nowMs: number,
): Promise<{ id: string }> {
  const id = newId();
  const validUntil = new Date(nowMs + minutes * 60_000);
  return db().$transaction(async (tx) => {
    await requireAct(user, "broadcast.send", { tx });
    const isOneCall = env().IM_BROADCAST_API === "on";
    await tx.broadcast.create({ data: { id, requestId, text, byId: user.id, isOneCall, validUntil } });
    await tx.$executeRaw`
      INSERT INTO "BroadcastDelivery" ("broadcastId", "roomId")
      SELECT ${id}, "id" FROM "Room" WHERE "status" IN ('live', 'paused')`;
    await recordAct(tx, { actorId: user.id, action: "broadcast.send", subjectId: id, after: { text, minutes } });
    return { id };
  });
}
