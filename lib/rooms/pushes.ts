import { z } from "zod";

/** A stream from an encoder, by the vendor's name for it, with what was told of it so far. */
export const push = z.object({ sequence: z.string(), startedAtMs: z.int().nullable(), endedAtMs: z.int().nullable() });
export type Push = z.infer<typeof push>;

type PushEvent = { type: "pushStarted" | "pushEnded"; sequence: string; atMs: number };

/** Pushes that a room remembers. A vendor repeats an event for twelve minutes: nobody connects this often in that time. */
export const PUSHES_KEPT = 16;

/**
 * Adds what a vendor told to what is known; null when it is known, or older than all that is remembered. Each push has a
 * beginning and an end of its own, so the same events give the same pushes in every order: a beginning that is told after
 * its end, or again later, is no new stream. A clock that is ahead of ours does not reach into the future.
 */
export function withPush(pushes: readonly Push[], event: PushEvent, nowMs: number): Push[] | null {
  const side = event.type === "pushStarted" ? "startedAtMs" : "endedAtMs";
  const atMs = Math.min(event.atMs, nowMs);
  const known = pushes.find(({ sequence }) => sequence === event.sequence);
  if (known && known[side] !== null) return null;
  const oldest = pushes[PUSHES_KEPT - 1];
  if (!known && oldest && atMs < changedAtMs(oldest)) return null;
  const told: Push = { sequence: event.sequence, startedAtMs: null, endedAtMs: null, ...known, [side]: atMs };
  return [told, ...pushes.filter((one) => one !== known)].sort(byImportance).slice(0, PUSHES_KEPT);
}

/** Ends all that arrives under one key, when its newest push is the missing one; null when another has come since. */
export function endMissing(pushes: readonly Push[], sequence: string, nowMs: number): Push[] | null {
  if (arrivingPush(pushes)?.sequence !== sequence) return null;
  return pushes.map((one) => (isArriving(one) ? { ...one, endedAtMs: nowMs } : one));
}

/** The stream that is shown: the newest that began and did not end. A second push of one key takes over by being newer. */
export function arrivingPush(pushes: readonly Push[]): Push | null {
  const arriving = pushes.filter(isArriving);
  return arriving.reduce<Push | null>((newest, one) => (newest && changedAtMs(newest) >= changedAtMs(one) ? newest : one), null);
}

/** When the last stream began or ended; 0 before the first. */
export function lastPushChangeMs(pushes: readonly Push[]): number {
  return Math.max(0, ...pushes.map(changedAtMs));
}

function isArriving({ startedAtMs, endedAtMs }: Push): boolean {
  return startedAtMs !== null && endedAtMs === null;
}

function changedAtMs({ startedAtMs, endedAtMs }: Push): number {
  return Math.max(startedAtMs ?? 0, endedAtMs ?? 0);
}

/** What arrives first, then the newest; names decide between equals, so that the order of telling does not. */
function byImportance(a: Push, b: Push): number {
  return (
    Number(isArriving(b)) - Number(isArriving(a)) ||
    changedAtMs(b) - changedAtMs(a) ||
    Number(a.sequence < b.sequence) - Number(a.sequence > b.sequence)
  );
}
