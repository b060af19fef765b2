/** How pauses between tries grow: doubled from the first to the longest. */
export interface BackOff {
  firstMs: number;
  longestMs: number;
}

/**
 * How long to wait after the `attempts`-th failure in a row: between half of the pause and all of it, by chance (0 to below 1),
 * so that many who failed in the same moment do not come back in the same moment.
 */
export function pauseAfter(attempts: number, { firstMs, longestMs }: BackOff, chance: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(whole * (0.5 + chance / 2));
}
