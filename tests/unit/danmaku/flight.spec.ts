import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  earliestStart,
  type Flight,
  freeLane,
  leastFullLane,
  leftAt,
  messageLanes,
  type Placed,
  resettle,
  type Track,
  type Traveller,
} from "@/components/danmaku/flight";

const track = fc.record({
  width: fc.integer({ min: 120, max: 4_000 }),
  gap: fc.integer({ min: 0, max: 60 }),
  durationMs: fc.integer({ min: 3_000, max: 15_000 }),
});
const arrivals = fc.array(fc.record({ width: fc.integer({ min: 1, max: 5_000 }), pauseMs: fc.integer({ min: 0, max: 2_000 }) }), {
  minLength: 2,
  maxLength: 60,
});

/** The least space between two flights of one lane while both are on the stage. Positions are straight lines in time, so the ends of their common time decide. */
function leastSpace(one: Flight, other: Flight, stage: Track, fromMs = Number.NEGATIVE_INFINITY): number {
  const begin = Math.max(one.startMs, other.startMs, fromMs);
  const end = Math.min(one.endMs, other.endMs);
  if (begin >= end) return Number.POSITIVE_INFINITY;
  const spaceAt = (ms: number) => {
    const [a, b] = [leftAt(one, stage, ms), leftAt(other, stage, ms)];
    return a < b ? b - (a + one.width) : a - (b + other.width);
  };
  return Math.min(spaceAt(begin), spaceAt(end));
}

function leastSpaceOfLanes(placed: readonly Placed[], stage: Track, fromMs?: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) {
      if (one.lane === other.lane) least = Math.min(least, leastSpace(one.flight, other.flight, stage, fromMs));
    }
  }
  return least;
}

/** Lets messages come one after another; each enters the first free lane, or is left out. */
function fly(stage: Track, lanes: number, coming: readonly { width: number; pauseMs: number }[]): Placed[] {
  const last: (Flight | undefined)[] = new Array(lanes).fill(undefined);
  const placed: Placed[] = [];
  let nowMs = 0;
  for (const { width, pauseMs } of coming) {
    nowMs += pauseMs;
    const lane = freeLane(last, width, stage, nowMs);
    if (lane === null) continue;
    const flight = { width, startMs: nowMs, endMs: nowMs + stage.durationMs };
    last[lane] = flight;
    placed.push({ lane, flight });
  }
  return placed;
}

describe("messages of one lane", () => {
  it("never come closer than the gap on their whole way, whatever their lengths and times", () => {
    fc.assert(
      fc.property(track, fc.integer({ min: 1, max: 8 }), arrivals, (stage, lanes, coming) => {
        expect(leastSpaceOfLanes(fly(stage, lanes, coming), stage)).toBeGreaterThanOrEqual(stage.gap - 1e-6);
      }),
      { numRuns: 500 },
    );
  });

  it("follow as closely as the rule allows: a moment earlier they would meet", () => {
    fc.assert(
      fc.property(track, fc.integer({ min: 200, max: 3_000 }), fc.integer({ min: 1, max: 3_000 }), (stage, first, second) => {
        const before = { width: first, startMs: 0, endMs: stage.durationMs };
        const early = earliestStart(before, second, stage) - 20;
        const flight = { width: second, startMs: early, endMs: early + stage.durationMs };
        expect(leastSpace(before, flight, stage)).toBeLessThan(stage.gap);
      }),
    );
  });

  it("enter at the right edge and leave at the left", () => {
    const stage = { width: 1_000, gap: 20, durationMs: 9_000 };
    const flight = { width: 300, startMs: 500, endMs: 9_500 };
    expect(leftAt(flight, stage, 500)).toBe(1_000);
    expect(leftAt(flight, stage, 9_500)).toBe(-300);
  });
});

describe("choosing a lane", () => {
  const stage = { width: 1_000, gap: 20, durationMs: 9_000 };
  const entering = { width: 400, startMs: 0, endMs: 9_000 };

  it("takes the topmost free one, and none when all are taken", () => {
    expect(freeLane([undefined, undefined], 100, stage, 0)).toBe(0);
    expect(freeLane([entering, undefined], 100, stage, 10)).toBe(1);
    expect(freeLane([entering, entering], 100, stage, 10)).toBeNull();
    expect(freeLane([entering], 100, stage, 9_000)).toBe(0);
  });

  it("takes the one that is free soonest where messages may meet", () => {
    const later = { width: 400, startMs: 1_000, endMs: 10_000 };
    expect(leastFullLane([later, entering], 100, stage)).toBe(1);
  });
});

describe("a stage that changes", () => {
  const change = fc.record({ lanes: fc.integer({ min: 1, max: 10 }), scale: fc.double({ min: 0.3, max: 3, noNaN: true }) });

  it("keeps every message as far on its way as it was, and none meet that did not before", () => {
    fc.assert(
      fc.property(track, track, change, arrivals, fc.boolean(), (stage, next, { lanes, scale }, coming, isOwnKept) => {
        const placed = fly(stage, 6, coming);
        const nowMs = placed.at(-1)?.flight.startMs ?? 0;
        const onStage = placed.filter(({ flight }) => flight.endMs > nowMs);
        const travellers: Traveller[] = onStage.map(({ flight, lane }, index) => ({
          width: Math.ceil(flight.width * scale),
          progress: (nowMs - flight.startMs) / (flight.endMs - flight.startMs),
          lane,
          isGift: index % 5 === 4,
          mustStay: isOwnKept,
        }));
        const after = resettle(travellers, lanes, next, nowMs);
        for (const [index, one] of after.entries()) {
          if (isOwnKept) expect(one).not.toBeNull();
          if (!one) continue;
          const traveller = travellers[index] as Traveller;
          const progress = (nowMs - one.flight.startMs) / next.durationMs;
          expect(progress).toBeCloseTo(traveller.progress, 6);
          expect(one.lane).toBeLessThan(lanes);
          if (lanes > 1) expect(one.lane === lanes - 1).toBe(traveller.isGift);
        }
        if (isOwnKept) return;
        const kept = after.filter((one): one is Placed => one !== null);
        expect(leastSpaceOfLanes(kept, next, nowMs)).toBeGreaterThanOrEqual(next.gap - 0.01);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves all in their lanes when it only grows in proportion", () => {
    const stage = { width: 1_000, gap: 20, durationMs: 9_000 };
    const placed = fly(
      stage,
      4,
      Array.from({ length: 12 }, (_, index) => ({ width: 100 + index * 37, pauseMs: 400 })),
    );
    const nowMs = placed.at(-1)?.flight.startMs ?? 0;
    const travellers = placed.map(({ flight, lane }) => {
      const progress = (nowMs - flight.startMs) / (flight.endMs - flight.startMs);
      return { width: flight.width * 2, progress, lane, isGift: false, mustStay: false };
    });
    const after = resettle(travellers, 5, { width: 2_000, gap: 40, durationMs: 9_000 }, nowMs);
    expect(after.map((one) => one?.lane)).toEqual(placed.map(({ lane }) => lane));
  });
});

describe("lanes", () => {
  it("leave the lowest to gifts when there are several", () => {
    expect([1, 2, 8].map(messageLanes)).toEqual([1, 1, 7]);
  });
});
