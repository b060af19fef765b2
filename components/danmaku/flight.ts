/** One message's way through its lane: its left edge enters at the right of the stage at `startMs`, its right edge leaves at `endMs`. */
export interface Flight {
  width: number;
  startMs: number;
  endMs: number;
}

/** What all lanes of a stage have in common. */
export interface Track {
  /** Width of the stage, in the same unit as the widths of messages. */
  width: number;
  /** Least space between two messages of one lane. */
  gap: number;
  /** Time of one crossing, whatever the length of the message. */
  durationMs: number;
}

/** Where a flight's left edge is. */
export function leftAt(flight: Flight, track: Track, nowMs: number): number {
  const share = (nowMs - flight.startMs) / (flight.endMs - flight.startMs);
  return track.width - (track.width + flight.width) * share;
}

/**
 * The first moment at which a message may enter behind another so that they never come closer than the gap, on their whole
 * way: the one before must have come in, and the next, which may be faster, must not reach it before it is out.
 */
export function earliestStart(before: Flight | undefined, width: number, track: Track): number {
  if (!before) return Number.NEGATIVE_INFINITY;
  const speedBefore = (track.width + before.width) / (before.endMs - before.startMs);
  const speed = (track.width + width) / track.durationMs;
  const isIn = before.startMs + (before.width + track.gap) / speedBefore;
  const isNotReached = before.endMs - (track.width - track.gap) / speed;
  return Math.max(isIn, isNotReached);
}

/** The topmost lane that a message may enter now without ever meeting another; null when there is none. `last` holds the newest flight of each lane. */
export function freeLane(last: readonly (Flight | undefined)[], width: number, track: Track, nowMs: number): number | null {
  const lane = last.findIndex((before) => earliestStart(before, width, track) <= nowMs);
  return lane < 0 ? null : lane;
}

/** The lane where a message that must enter now meets others least: the one that is free soonest. */
export function leastFullLane(last: readonly (Flight | undefined)[], width: number, track: Track): number {
  const starts = last.map((before) => earliestStart(before, width, track));
  return starts.indexOf(Math.min(...starts));
}

/** How many of a stage's lanes are for messages, from the top; the lowest is for gifts when there are several. */
export function messageLanes(lanes: number): number {
  return Math.max(1, lanes - 1);
}

/** A flight that must go on after the stage has changed: how far it is, and how wide it is now. */
export interface Traveller {
  width: number;
  /** 0 when it enters, 1 when it is out. */
  progress: number;
  lane: number;
  isGift: boolean;
  /** It stays even when it meets another one: the viewer's own, or everything where messages may meet. */
  mustStay: boolean;
}

/** A flight and its lane. */
export interface Placed {
  lane: number;
  flight: Flight;
}

/**
 * Places flights on a stage of another size, speed or number of lanes, each as far on its way as it was; the foremost first,
 * in its own lane if it can stay. Null for those that would meet another one: there is no place for them.
 */
export function resettle(travellers: readonly Traveller[], lanes: number, track: Track, nowMs: number): (Placed | null)[] {
  const last: (Flight | undefined)[] = new Array(lanes).fill(undefined);
  const placed: (Placed | null)[] = travellers.map(() => null);
  const order = [...travellers.entries()].sort(([, one], [, other]) => other.progress - one.progress);
  for (const [index, { width, progress, lane: own, isGift, mustStay }] of order) {
    const startMs = nowMs - progress * track.durationMs;
    const flight = { width, startMs, endMs: startMs + track.durationMs };
    const open = isGift ? [lanes - 1] : Array.from({ length: messageLanes(lanes) }, (_, lane) => lane);
    const fits = (lane: number) => earliestStart(last[lane], width, track) <= startMs + ROUNDING_MS;
    const home = open[own % open.length] ?? 0;
    const lane = fits(home) ? home : (open.find(fits) ?? (mustStay ? home : null));
    if (lane === null) continue;
    last[lane] = flight;
    placed[index] = { lane, flight };
  }
  return placed;
}

/** Times are sums of fractions. */
const ROUNDING_MS = 1e-6;
