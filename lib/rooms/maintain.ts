import "server-only";
import { revalidateTag } from "next/cache";
import { db } from "../db";
import { directoryTag } from "../keys";
import { drainOutbox, pruneOutbox } from "../outbox";
import { sweepViewers } from "../popularity/online";
import { applyRoomEvent } from "./apply-room-event";
import { publishFigures } from "./figures";
import { ensureProjection } from "./projection";
import { ENCODER_GRACE_MS } from "./rules";

/** Does what no request does: rebuilds an emptied Redis, ends sessions without an encoder, counts leases, sends the outbox. */
export async function maintain(nowMs: number): Promise<void> {
  if (await ensureProjection()) revalidateTag(directoryTag, { expire: 0 });
  await Promise.all([endAbandonedSessions(nowMs), sweepViewers(nowMs)]);
  await publishFigures(nowMs);
  await drainOutbox();
  if (Math.floor(nowMs / 1000) % 60 === 0) await pruneOutbox(nowMs);
}

async function endAbandonedSessions(nowMs: number): Promise<void> {
  const abandoned = await db().room.findMany({
    where: { status: "paused", stoppedBy: "encoder", statusChangedAt: { lte: new Date(nowMs - ENCODER_GRACE_MS) } },
    select: { id: true },
  });
  for (const { id } of abandoned) await applyRoomEvent({ id }, { type: "graceExpired" }, nowMs);
}
