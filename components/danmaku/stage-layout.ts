import type { DanmakuSettings } from "./settings";

/** What the stage looks like at one size of the player, in CSS pixels. */
export interface StageLayout {
  /** The canvas: as wide as the picture, and only as high as its lanes. */
  width: number;
  height: number;
  top: number;
  fontPx: number;
  laneHeight: number;
  lanes: number;
}

/** Below this width a player is a phone's: larger lanes, fewer of them. */
const PHONE_WIDTH = 560;
const TOP_SHARE = 0.04;
const areas = { quarter: 0.25, half: 0.5, most: 0.8 } as const;

/** Lays lanes over the upper part of a picture. They never reach its lowest fifth, where subtitles and controls are. */
export function layoutFor(width: number, height: number, { size, area }: Pick<DanmakuSettings, "size" | "area">): StageLayout {
  const isPhone = width <= PHONE_WIDTH;
  const fontPx = (isPhone ? 16 : Math.min(36, Math.max(15, width * 0.019))) * size;
  const laneHeight = Math.max(height * (isPhone ? 0.125 : 0.084) * size, fontPx * 1.5);
  const top = height * TOP_SHARE;
  const fitting = Math.floor((height * areas[area] - top) / laneHeight);
  const lanes = Math.max(1, Math.min(fitting, Math.round((isPhone ? 4 : 8) / size)));
  return { width, height: lanes * laneHeight, top, fontPx, laneHeight, lanes };
}

/** Lanes that stand still, for people who asked for less motion. */
export const STANDING_LINES = 4;
const STANDS_AT_LEAST_MS = 1_500;
/** How long a line stands when nothing comes to replace it. */
export const STANDS_AT_MOST_MS = 8_000;

/** The line in which a message may stand now: an empty one, else the one that has stood longest, when it was long enough; else null. */
export function standingLine(sinceMs: readonly (number | null)[], nowMs: number): number | null {
  const empty = sinceMs.indexOf(null);
  if (empty >= 0) return empty;
  const oldest = Math.min(...sinceMs.map((since) => since ?? Number.POSITIVE_INFINITY));
  return nowMs - oldest >= STANDS_AT_LEAST_MS ? sinceMs.indexOf(oldest) : null;
}
