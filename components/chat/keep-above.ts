import type { ChatEntry } from "./chat-state";

/** Lines that a reader who has scrolled up is shown at most. */
export const MOST_KEPT = 600;

/** The lines of a log, below those that were shown before and have fallen out of it since. */
export function keepAbove(shown: readonly ChatEntry[], current: readonly ChatEntry[]): readonly ChatEntry[] {
  const first = current[0];
  const at = first ? shown.findIndex(({ id }) => id === first.id) : -1;
  if (at <= 0) return current;
  return [...shown.slice(0, at), ...current].slice(-MOST_KEPT);
}
