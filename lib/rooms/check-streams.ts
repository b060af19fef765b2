import "server-only";
import { db } from "../db";
import { isStreamThere } from "../live/streams";
import { applyRoomEvent } from "./apply-room-event";

/** How often an arriving stream is looked for. A vendor tries for twelve minutes to tell an end; after that nobody would. */
const CHECK_EVERY_MS = 300_000;
/** How soon a stream that was not found is looked for again, and how often that must come out the same. */
const CHECK_AGAIN_MS = 5_000;
const MISSES_NEEDED = 3;
const BATCH = 25;

/**
 * Looks whether the streams that should be arriving are there, each every five minutes. The vendor is believed that a
 * stream is gone when it says so three times: then its end was never told, and a room would stay lit for ever. Several
 * processes share the work.
 */
export async function checkStreams(nowMs: number): Promise<void> {
  const due = await claimDue(nowMs);
  await Promise.all(due.map((room) => checkStream(room, nowMs)));
}

interface DueRoom {
  id: string;
  streamName: string;
  pushSequence: string;
  pushMisses: number;
}

async function claimDue(nowMs: number): Promise<DueRoom[]> {
  const [now, due] = [new Date(nowMs), new Date(nowMs - CHECK_EVERY_MS)];
  return db().$queryRaw<DueRoom[]>`
    UPDATE "Room" SET "pushCheckedAt" = ${now} WHERE "id" IN (
      SELECT "id" FROM "Room"
      WHERE "pushSequence" IS NOT NULL AND "pushCheckedAt" <= ${due}
      ORDER BY "pushCheckedAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ) RETURNING "id", "streamName", "pushSequence", "pushMisses"`;
}

async function checkStream({ id, streamName, pushSequence, pushMisses }: DueRoom, nowMs: number): Promise<void> {
  const isThere = await isStreamThere(streamName, nowMs);
  const misses = isThere === false ? pushMisses + 1 : 0;
  if (misses >= MISSES_NEEDED) {
    await applyRoomEvent({ id }, { type: "streamMissing", sequence: pushSequence }, nowMs);
    return;
  }
  if (misses === pushMisses) return;
  const again = misses === 0 ? new Date(nowMs) : new Date(nowMs - CHECK_EVERY_MS + CHECK_AGAIN_MS);
  await db().$executeRaw`
    UPDATE "Room" SET "pushMisses" = ${misses}, "pushCheckedAt" = ${again}
    WHERE "id" = ${id} AND "pushSequence" = ${pushSequence}`;
}
