import "server-only";
import { revalidateTag } from "next/cache";
import { db } from "../db";
import { env } from "../env";
import { directoryTag } from "../keys";
import { pruneOutbox } from "../outbox";
import { sweepViewers } from "../popularity/online";
import { applyRoomEvent } from "./apply-room-event";
import { publishFigures } from "./figures";
import { ensureProjection, repairProjection } from "./projection";
import { BREAK_GRACE_MS } from "./rules";

const MINUTE_MS = 60_000;

/** Does what no request does: rebuilds an emptied Redis, ends sessions without an encoder, counts leases, writes figures. */
export async function maintain(nowMs: number): Promise<void> {
  if (await ensureProjection(nowMs)) revalidateTag(directoryTag, { expire: 0 });
  await Promise.all([endAbandonedSessions(nowMs), sweepViewers(nowMs)]);
  await publishFigures(nowMs);
  if (Math.floor(nowMs / 1000) % 10 === 0) await repairProjection(new Date(nowMs - MINUTE_MS));
  if (Math.floor(nowMs / 1000) % 60 === 0) await pruneOutbox(nowMs);
}

async function endAbandonedSessions(nowMs: number): Promise<void> {
  const encoderGraceMs = env().ENCODER_GRACE_SECONDS * 1000;
  const shortest = new Date(nowMs - Math.min(encoderGraceMs, BREAK_GRACE_MS));
  const abandoned = await db().room.findMany({
    where: { status: "paused", pushSequence: null, statusChangedAt: { lte: shortest } },
    select: { id: true },
  });
  for (const { id } of abandoned) await applyRoomEvent({ id }, { type: "graceExpired", encoderGraceMs }, nowMs);
}
