import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextLookInMs } from "@/lib/reminders/rules";

const NOW = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const waiting = (scheduledAtMs: number | null) => ({ isOpen: false, scheduledAtMs });

describe("when a page looks again whether a reminded room has opened", () => {
  it("never, when it waits for none", () => {
    expect(nextLookInMs([], NOW)).toBeNull();
    expect(nextLookInMs([{ isOpen: true, scheduledAtMs: NOW }], NOW)).toBeNull();
  });

  it("often near the time of one, also after it has passed", () => {
    for (const minutes of [-9, 0, 9]) {
      expect(nextLookInMs([waiting(NOW + minutes * MINUTE_MS), waiting(null)], NOW)).toBe(20_000);
    }
  });

  it("in time for one that comes near, and seldom otherwise", () => {
    expect(nextLookInMs([waiting(NOW + 12 * MINUTE_MS)], NOW)).toBe(2 * MINUTE_MS);
    for (const room of [waiting(null), waiting(NOW + 600 * MINUTE_MS), waiting(NOW - 60 * MINUTE_MS)]) {
      expect(nextLookInMs([room], NOW)).toBe(5 * MINUTE_MS);
    }
  });

  it("between twenty seconds and five minutes, whatever is awaited", () => {
    const room = fc.record({ isOpen: fc.boolean(), scheduledAtMs: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 })) });
    fc.assert(
      fc.property(fc.array(room, { maxLength: 20 }), (rooms) => {
        const wait = nextLookInMs(rooms, NOW);
        if (rooms.every(({ isOpen }) => isOpen)) expect(wait).toBeNull();
        else expect(wait).toBeGreaterThanOrEqual(20_000);
        expect(wait ?? 0).toBeLessThanOrEqual(300_000);
      }),
    );
  });
});
