import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordingsToRemove } from "../../../../emulators/live/recording/quota";

const kept = (id: string, endedAtMs: number, bytes: number) => ({ id, endedAtMs, bytes });
const ids = (recordings: { id: string }[]) => recordings.map(({ id }) => id);

describe("when recordings take more than they may", () => {
  test("the oldest go first, and no more of them than needed", () => {
    const all = [kept("new", 3, 40), kept("old", 1, 40), kept("middle", 2, 40)];
    expect(ids(recordingsToRemove(all, 0, 120))).toEqual([]);
    expect(ids(recordingsToRemove(all, 0, 119))).toEqual(["old"]);
    expect(ids(recordingsToRemove(all, 50, 120))).toEqual(["old", "middle"]);
  });

  test("what is left fits, or nothing is left but what runs", () => {
    const recording = fc.record({ id: fc.uuid(), endedAtMs: fc.nat(100), bytes: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(recording), fc.nat(3000), fc.nat(3000), (all, running, quota) => {
        const removed = new Set(recordingsToRemove(all, running, quota));
        const left = all.filter((one) => !removed.has(one));
        const total = left.reduce((sum, { bytes }) => sum + bytes, running);
        expect(total <= quota || left.length === 0).toBe(true);
        for (const one of left) for (const gone of removed) expect(gone.endedAtMs).toBeLessThanOrEqual(one.endedAtMs);
      }),
    );
  });
});
