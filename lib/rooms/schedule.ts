/** A start time this far in the past is taken as now: clocks differ, and forms count whole minutes. */
const TOLERANCE_MS = 60_000;
const FARTHEST_MS = 366 * 86_400_000;

/** Why a room cannot be announced for a time, or null. */
export function scheduleFault(scheduledAtMs: number, nowMs: number): "past" | "too_far" | null {
  if (scheduledAtMs < nowMs - TOLERANCE_MS) return "past";
  return scheduledAtMs > nowMs + FARTHEST_MS ? "too_far" : null;
}
