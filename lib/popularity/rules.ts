/** A lantern is not full below this many people, also where no room has more. */
const FEWEST_FOR_FULL = 30;

/** How far a lantern is lit, 0..1 in steps of .02: logarithmic in the people online, full at the busiest rooms' p99. */
export function warmth(onlineCount: number, p99OnlineCount: number): number {
  const scale = Math.log10(Math.max(p99OnlineCount, FEWEST_FOR_FULL) + 1);
  const raw = Math.log10(Math.max(onlineCount, 0) + 1) / scale;
  return Math.round(Math.min(1, Math.max(0, raw)) * 50) / 50;
}

/** The popularity mark, 0..5 ribs: five steps of warmth, 0 only for an empty room. */
export function popularityLevel(roomWarmth: number): number {
  return Math.ceil(Math.min(1, Math.max(0, roomWarmth)) * 5);
}
