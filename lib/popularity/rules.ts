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

/** What raises a room's popularity. */
export const popularityParts = ["viewers", "messages", "likes", "gifts"] as const;
export type PopularityPart = (typeof popularityParts)[number];

/** Points lose half their weight in this time. */
export const HALF_LIFE_MS = 600_000;

/** Points for one minute of one signed-in viewer, for one of a visitor without an account, for one message, for one like, and for one coin given. */
export const points = { viewerMinute: 1, visitorMinute: 0.25, message: 2, like: 0.1, coin: 0.1 } as const;

/** What one person can add to a room in one minute, by part; watching is capped by its own length. */
export const minuteCaps = { messages: 12, likes: 6, gifts: 1_000 } as const;

/**
 * Popularity is kept as a level: the base-2 logarithm of all points, each counted at its time as `2^(time / half-life)`.
 * Levels never have to be aged: two rooms compare rightly at any moment, however long nothing happened.
 */
export function levelAfter(level: number | null, addedPoints: number, atMs: number): number {
  const base = atMs / HALF_LIFE_MS;
  const top = Math.max(level ?? base, base);
  const old = level === null ? 0 : 2 ** (level - top);
  return top + Math.log2(old + addedPoints * 2 ** (base - top));
}

/** What a level is worth now, in points; 0 for a room without any. */
export function scoreAt(level: number | null, nowMs: number): number {
  return level === null ? 0 : 2 ** (level - nowMs / HALF_LIFE_MS);
}

/** Levels as Redis holds them: the total, and each part that ever got a point. */
export type PopularityLevels = Partial<Record<PopularityPart | "total", number>>;

/** A room's popularity in whole points now, with the parts that it is the sum of. */
export function popularityNow(levels: PopularityLevels, nowMs: number): { score: number; parts: Record<PopularityPart, number> } {
  const worth = (part: PopularityPart | "total") => Math.round(scoreAt(levels[part] ?? null, nowMs));
  const parts = { viewers: worth("viewers"), messages: worth("messages"), likes: worth("likes"), gifts: worth("gifts") };
  return { score: worth("total"), parts };
}

/** The level of a room that has just begun: one point at its beginning. */
export function firstLevel(startedAtMs: number): number {
  return startedAtMs / HALF_LIFE_MS;
}

const ANNOUNCE_SHARE = 0.05;
const ANNOUNCE_PAUSE_MS = 1_000;
const ANNOUNCE_LATEST_MS = 20_000;

/** Whether the people in a room should be told a new count: soon when it moved much, later when it moved little, else never. */
export function isWorthAnnouncing(lastCount: number, count: number, sinceLastMs: number): boolean {
  const change = Math.abs(count - lastCount);
  if (change === 0 || sinceLastMs < ANNOUNCE_PAUSE_MS) return false;
  return change >= Math.max(1, lastCount * ANNOUNCE_SHARE) || sinceLastMs >= ANNOUNCE_LATEST_MS;
}
