import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstLevel, HALF_LIFE_MS, isWorthAnnouncing, levelAfter, popularityNow, scoreAt } from "@/lib/popularity/rules";

const NOW = 1_800_000_000_000;

describe("a room's popularity", () => {
  it("is the sum of its points, and half of it one half-life later", () => {
    const level = levelAfter(levelAfter(null, 30, NOW), 10, NOW);
    expect(scoreAt(level, NOW)).toBeCloseTo(40, 6);
    expect(scoreAt(level, NOW + HALF_LIFE_MS)).toBeCloseTo(20, 6);
    expect(scoreAt(levelAfter(level, 5, NOW + HALF_LIFE_MS), NOW + HALF_LIFE_MS)).toBeCloseTo(25, 6);
  });

  it("puts two rooms in one order, whenever they are compared", () => {
    const event = fc.record({
      points: fc.double({ min: 0.1, max: 500, noNaN: true }),
      agoMs: fc.integer({ min: 0, max: 7_200_000 }),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), fc.array(event, { minLength: 1, maxLength: 20 }), (a, b) => {
        const level = (events: typeof a) =>
          [...events]
            .sort((x, y) => y.agoMs - x.agoMs)
            .reduce<number | null>((was, { points, agoMs }) => levelAfter(was, points, NOW - agoMs), null);
        const [first, second] = [level(a), level(b)];
        const isAbove = (atMs: number) => scoreAt(first, atMs) > scoreAt(second, atMs);
        fc.pre(Math.abs((first ?? 0) - (second ?? 0)) > 1e-6);
        expect(isAbove(NOW)).toBe((first ?? 0) > (second ?? 0));
        expect(isAbove(NOW + 3 * HALF_LIFE_MS)).toBe(isAbove(NOW));
      }),
    );
  });

  it("does not depend on the order in which late events come", () => {
    const inOrder = levelAfter(levelAfter(null, 8, NOW - 60_000), 3, NOW);
    const late = levelAfter(levelAfter(null, 3, NOW), 8, NOW - 60_000);
    expect(late).toBeCloseTo(inOrder, 9);
  });

  it("shows its parts, and nothing for a room without any", () => {
    const viewers = levelAfter(null, 12, NOW);
    expect(popularityNow({ total: viewers, viewers }, NOW)).toEqual({
      score: 12,
      parts: { viewers: 12, messages: 0, likes: 0, gifts: 0 },
    });
    expect(popularityNow({}, NOW).score).toBe(0);
    expect(scoreAt(firstLevel(NOW), NOW)).toBe(1);
  });
});

describe("a new count of people", () => {
  it("is told soon when it moved much, later when little, and not at all when it did not", () => {
    expect(isWorthAnnouncing(0, 1, 1_000)).toBe(true);
    expect(isWorthAnnouncing(1_000, 1_010, 5_000)).toBe(false);
    expect(isWorthAnnouncing(1_000, 1_060, 1_000)).toBe(true);
    expect(isWorthAnnouncing(1_000, 1_010, 20_000)).toBe(true);
    expect(isWorthAnnouncing(5, 5, 60_000)).toBe(false);
    expect(isWorthAnnouncing(5, 900, 999)).toBe(false);
  });
});
