import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AT_REST, nextSend, type Pace } from "@/lib/pace";

/** Sends at the given moments (never before the one before was sent) and gives when each went out, and whether hurried. */
function sendAll(moments: readonly number[], limit: number): { atMs: number; isHurried: boolean }[] {
  let pace: Pace = AT_REST;
  let freeMs = 0;
  return moments.map((moment) => {
    const nowMs = Math.max(moment, freeMs);
    const step = nextSend(pace, limit, nowMs);
    pace = step.pace;
    freeMs = nowMs + step.waitMs;
    return { atMs: freeMs, isHurried: pace.isHurried };
  });
}

describe("the pace of a lane", () => {
  it("lets a few through at once, alone", () => {
    const sent = sendAll([1000, 1001, 1002], 10);
    expect(sent).toEqual([1000, 1001, 1002].map((atMs) => ({ atMs, isHurried: false })));
  });

  it("sends no second more than its limit, and hurries as soon as something had to wait", () => {
    const sent = sendAll(Array(5).fill(1_500), 2);
    expect(sent.map(({ atMs }) => atMs)).toEqual([1_500, 1_500, 2_000, 2_000, 3_000]);
    expect(sent.map(({ isHurried }) => isHurried)).toEqual([false, false, true, true, true]);
  });

  it("is calm again after a second that was not full", () => {
    const sent = sendAll([1_000, 1_000, 2_000, 4_000], 2);
    expect(sent.map(({ isHurried }) => isHurried)).toEqual([false, false, true, false]);
  });

  it("never sends early, and never above the limit, whatever comes", () => {
    const moments = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 80 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 10 }), (given, limit) => {
        const sent = sendAll(given, limit);
        const perSecond = new Map<number, number>();
        for (const [index, { atMs }] of sent.entries()) {
          expect(atMs).toBeGreaterThanOrEqual(given[index] ?? 0);
          const second = Math.floor(atMs / 1000);
          perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
        }
        expect(Math.max(0, ...perSecond.values())).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
