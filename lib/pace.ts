/** What was sent in one second of the clock. */
export interface Pace {
  second: number;
  sent: number;
  /** The second before was full: what waits should be sent together. */
  isHurried: boolean;
}

/** The pace before anything was sent. */
export const AT_REST: Pace = { second: 0, sent: 0, isHurried: false };

/**
 * One more to be sent: how long it has to wait so that no second has more than `limit`, and the pace after it. Whoever sends
 * faster is hurried from the next second on, until a second was not full.
 */
export function nextSend(pace: Pace, limit: number, nowMs: number): { waitMs: number; pace: Pace } {
  const second = Math.floor(nowMs / 1000);
  if (second > pace.second) {
    const isHurried = pace.sent >= limit && second === pace.second + 1;
    return { waitMs: 0, pace: { second, sent: 1, isHurried } };
  }
  if (pace.sent < limit) return { waitMs: Math.max(0, pace.second * 1000 - nowMs), pace: { ...pace, sent: pace.sent + 1 } };
  const next = pace.second + 1;
  return { waitMs: next * 1000 - nowMs, pace: { second: next, sent: 1, isHurried: true } };
}
