import { z } from "zod";

/** What a viewer does not want to see fly: messages with a word, of a person, or that a regular expression finds. */
export const danmakuFilter = z.object({
  kind: z.enum(["word", "person", "pattern"]),
  value: z.string().min(1).max(200),
  /** A pattern that took too long was switched off. */
  isTooSlow: z.boolean().optional(),
});
export type DanmakuFilter = z.infer<typeof danmakuFilter>;
export type FilterKind = DanmakuFilter["kind"];

/** Filters kept at most; the oldest give way. */
export const MOST_FILTERS = 100;

export const areas = ["quarter", "half", "most"] as const;
export const speeds = ["slow", "normal", "fast"] as const;
export const densities = ["few", "normal", "all"] as const;

const filters = z.array(z.unknown()).transform((list) => list.flatMap((one) => danmakuFilter.safeParse(one).data ?? []));

/** A field that is missing or makes no sense has its default; the others stay. */
const settings = z.object({
  v: z.literal(1),
  isOn: z.boolean().catch(true),
  opacity: z.number().min(0.2).max(1).catch(1),
  /** Of the text, in relation to what fits the player. */
  size: z.number().min(0.75).max(1.5).catch(1),
  area: z.enum(areas).catch("most"),
  speed: z.enum(speeds).catch("normal"),
  density: z.enum(densities).catch("normal"),
  filters: filters.catch([]),
});
export type DanmakuSettings = z.infer<typeof settings>;

export const DEFAULTS: DanmakuSettings = settings.parse({ v: 1 });

/** Time of one crossing. */
export const crossingMs = { slow: 13_000, normal: 9_000, fast: 6_000 } as const satisfies Record<
  DanmakuSettings["speed"],
  number
>;

/** Reads what this device remembers, which may be damaged or of another version. */
export function parseSettings(stored: string | null): DanmakuSettings {
  if (stored === null) return DEFAULTS;
  try {
    return settings.safeParse(JSON.parse(stored)).data ?? DEFAULTS;
  } catch {
    return DEFAULTS; // not JSON
  }
}

/** The settings with one filter more; the same one twice is one. */
export function withFilter(before: DanmakuSettings, filter: DanmakuFilter): DanmakuSettings {
  const others = before.filters.filter((one) => !isSameFilter(one, filter));
  return { ...before, filters: [...others, filter].slice(-MOST_FILTERS) };
}

/** The settings without a filter. */
export function withoutFilter(before: DanmakuSettings, filter: DanmakuFilter): DanmakuSettings {
  return { ...before, filters: before.filters.filter((one) => !isSameFilter(one, filter)) };
}

/** The settings with a pattern switched off that took too long. */
export function withSlowPattern(before: DanmakuSettings, pattern: string): DanmakuSettings {
  const isIt = (one: DanmakuFilter) => one.kind === "pattern" && one.value === pattern;
  return { ...before, filters: before.filters.map((one) => (isIt(one) ? { ...one, isTooSlow: true } : one)) };
}

function isSameFilter(one: DanmakuFilter, other: DanmakuFilter): boolean {
  return one.kind === other.kind && one.value === other.value;
}
