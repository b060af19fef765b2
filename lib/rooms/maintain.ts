import "server-only";
import { advanceBroadcasts } from "../broadcasts/advance";
import { repairNotices } from "../broadcasts/notices";
import { db } from "../db";
import { env } from "../env";
import { expirePages } from "../expire-pages";
import { settleLedger } from "../givers/settle-ledger";
import { directoryTag, upkeepKey } from "../keys";
import { closeDays, flushActivity } from "../levels/activity";
import { repairHidden } from "../messages/hidden";
import { pruneOutbox } from "../outbox";
import { sweepViewers } from "../popularity/online";
import { redis } from "../redis";
import { pruneReminders } from "../reminders/upkeep";
import { forgetEnded, repairRestrictions } from "../restrictions/projection";
import { storeHeldMessages } from "../reviews/held-messages";
import { repairRoles } from "../users/remember-role";
import { repairWords } from "../words/projection";
import { allowStreamsOfFreed } from "./allow-room-stream";
import { applyRoomEvent } from "./apply-room-event";
import { closeRoomsOfBanned } from "./close-banned";
import { ensureProjection, repairProjection } from "./projection";
import { BREAK_GRACE_MS, REPLAY_PAUSE_MS } from "./rules";

const REPAIR_EVERY_MS = 5_000;
/** Broadcasts go on by so many rooms in each of these. */
const BROADCAST_EVERY_MS = 900;
const PRUNE_EVERY_MS = 60_000;
/** How old what Redis shows of gifts, memberships and levels may be, and what an emptied Redis may lose of what people did. */
const SETTLE_EVERY_MS = 2_000;

/**
 * Does what no request does: rebuilds an emptied Redis, ends sessions without an encoder, counts leases, repairs what a
 * dying process left half-done. Each part is done whatever becomes of the others; throws afterwards when one failed. What
 * waits for a vendor is not here: it must not hold up the rest.
 */
export async function maintain(nowMs: number): Promise<void> {
  const parts = await Promise.allSettled([
    moveRooms(nowMs),
    closeRoomsOfBanned(nowMs),
    rebuild(nowMs),
    sweepViewers(nowMs),
    everySoOften("repair", REPAIR_EVERY_MS, () => repairProjection(nowMs)),
    everySoOften("settle", SETTLE_EVERY_MS, () => settleLedger(nowMs)),
    everySoOften("activity", SETTLE_EVERY_MS, () => flushActivity(nowMs)),
    everySoOften("close-days", PRUNE_EVERY_MS, () => closeDays(nowMs)),
    storeHeldMessages(nowMs),
    everySoOften("repair-hidden", REPAIR_EVERY_MS, () => repairHidden(nowMs)),
    everySoOften("repair-restrictions", REPAIR_EVERY_MS, () => repairRestrictions(nowMs)),
    everySoOften("repair-roles", REPAIR_EVERY_MS, () => repairRoles(nowMs)),
    everySoOften("forget-restrictions", PRUNE_EVERY_MS, () => forgetEnded(nowMs)),
    everySoOften("allow-streams", PRUNE_EVERY_MS, () => allowStreamsOfFreed(nowMs)),
    everySoOften("broadcasts", BROADCAST_EVERY_MS, () => advanceBroadcasts()),
    everySoOften("repair-notices", REPAIR_EVERY_MS, () => repairNotices(nowMs)),
    everySoOften("repair-words", REPAIR_EVERY_MS, () => repairWords(nowMs)),
    everySoOften("prune", PRUNE_EVERY_MS, () => pruneOutbox(nowMs)),
    everySoOften("prune-reminders", PRUNE_EVERY_MS, () => pruneReminders()),
  ]);
  const failures = parts.flatMap((part) => (part.status === "rejected" ? [part.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, String(failures[0]));
}

async function rebuild(nowMs: number): Promise<void> {
  if (await ensureProjection(nowMs)) await expirePages([directoryTag]);
}

/** Once in the interval, over all processes. */
async function everySoOften(name: string, everyMs: number, run: () => Promise<void>): Promise<void> {
  if (await redis().set(upkeepKey(name), 1, { nx: true, px: everyMs })) await run();
}

/** Tells the rooms that wait for time that it passed: those without a stream, and those whose recording is there. */
async function moveRooms(nowMs: number): Promise<void> {
  const encoderGraceMs = env().ENCODER_GRACE_SECONDS * 1000;
  const since = (ms: number) => ({ statusChangedAt: { lte: new Date(nowMs - ms) }, pushSequence: null });
  const waiting = await db().room.findMany({
    where: {
      OR: [
        { status: "paused", stoppedBy: "encoder", ...since(encoderGraceMs) },
        { status: "paused", ...since(BREAK_GRACE_MS) },
        { status: "ended", hasRecording: true, ...since(REPLAY_PAUSE_MS) },
      ],
    },
    select: { id: true },
  });
  for (const { id } of waiting) await applyRoomEvent({ id }, { type: "timePassed", encoderGraceMs }, nowMs);
}
