import { describe, expect, it } from "vitest";
import { scheduleFault } from "@/lib/rooms/schedule";

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;

describe("a room's start time", () => {
  it("may be now, or within a year", () => {
    for (const atMs of [NOW - 30_000, NOW, NOW + 60_000, NOW + 365 * DAY_MS]) expect(scheduleFault(atMs, NOW)).toBeNull();
  });

  it("may not have passed", () => {
    for (const atMs of [NOW - 60_001, NOW - DAY_MS, 0]) expect(scheduleFault(atMs, NOW)).toBe("past");
  });

  it("may not be so far off that nobody can mean it", () => {
    for (const atMs of [NOW + 367 * DAY_MS, 999_999_999_999_999]) expect(scheduleFault(atMs, NOW)).toBe("too_far");
  });
});
