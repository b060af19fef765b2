import type { Reminder } from "./schema";

const MINUTE_MS = 60_000;

/** Near its time a room may open at any moment. */
const NEAR_MS = 10 * MINUTE_MS;
const LOOK_WHEN_NEAR_MS = 20_000;
const LOOK_OTHERWISE_MS = 5 * MINUTE_MS;

/** How long a page waits before it asks again whether reminded rooms have opened; null when there is nothing to wait for. */
export function nextLookInMs(reminders: readonly Pick<Reminder, "isOpen" | "scheduledAtMs">[], nowMs: number): number | null {
  const waits = reminders
    .filter(({ isOpen }) => !isOpen)
    .map(({ scheduledAtMs }) => {
      if (scheduledAtMs === null) return LOOK_OTHERWISE_MS;
      const untilNearMs = scheduledAtMs - NEAR_MS - nowMs;
      return Math.abs(scheduledAtMs - nowMs) <= NEAR_MS ? LOOK_WHEN_NEAR_MS : untilNearMs > 0 ? untilNearMs : LOOK_OTHERWISE_MS;
    });
  return waits.length === 0 ? null : Math.min(LOOK_OTHERWISE_MS, Math.max(LOOK_WHEN_NEAR_MS, Math.min(...waits)));
}
