/** What one person can add to a room in one minute: ten taps a second without a pause. */
export const LIKES_PER_MINUTE = 600;

/** How many of the batches of one second a room sees; each carries the total, so the others are not missed. */
export const BATCHES_SHOWN_PER_SECOND = 4;

/** How many of a batch count for a person who has given `usedThisMinute` already. `count-likes.ts` has the same in Lua. */
export function acceptedLikes(requested: number, usedThisMinute: number): number {
  return Math.max(0, Math.min(requested, LIKES_PER_MINUTE - usedThisMinute));
}

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;
/** A room of a thousand where everybody taps asks the server 67 times a second. */
const PAUSE_PER_PERSON_MS = 15;

/** How long a client gathers taps before it sends them: longer with more people, spread by `random` (0..1) so that they do not come together. */
export function gatheringMs(onlineCount: number, random: number): number {
  const middle = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, onlineCount * PAUSE_PER_PERSON_MS));
  return Math.round(middle * (0.5 + random));
}
