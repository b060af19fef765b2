import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterArrival,
  afterDeparture,
  afterRefusal,
  afterTotal,
  type LikeTally,
  NO_LIKES,
  shownCount,
} from "@/components/likes/tally";

describe("the likes that a page shows", () => {
  it("are the total and the own taps, from the tap on", () => {
    const tapped = { ...NO_LIKES, total: 10, waiting: 3 };
    expect(shownCount(tapped)).toBe(13);
    expect(shownCount(afterDeparture(tapped))).toBe(13);
    expect(shownCount(afterArrival(afterDeparture(tapped)))).toBe(13);
    expect(shownCount(afterRefusal(afterDeparture(tapped)))).toBe(10);
  });

  it("do not count own taps twice when the total has them before the answer comes", () => {
    const flying = afterDeparture({ ...NO_LIKES, total: 10, waiting: 3 });
    const { tally, others } = afterTotal(flying, 14);
    expect(shownCount(tally)).toBe(14);
    expect(others).toBe(1);
    expect(shownCount(afterArrival(tally))).toBe(14);
  });

  it("ignore a total that is older", () => {
    const tally = { ...NO_LIKES, total: 10 };
    expect(afterTotal(tally, 9)).toEqual({ tally, others: 0 });
  });

  it("are the server's count at the end, in whatever order answers, totals and others' likes came", () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant("tap" as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant("others" as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({
        kind: fc.constantFrom("depart" as const, "count" as const, "answer" as const, "announce" as const, "hear" as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        const world = { tally: NO_LIKES as LikeTally, server: 0, announced: 0, isCounted: false, onTheAir: [] as number[] };
        const steps = {
          depart: () => {
            if (world.tally.flying > 0 || world.tally.waiting === 0) return;
            world.tally = afterDeparture(world.tally);
            world.isCounted = false;
          },
          count: () => {
            if (world.tally.flying === 0 || world.isCounted) return;
            world.server += world.tally.flying;
            world.isCounted = true;
          },
          answer: () => {
            if (world.tally.flying > 0 && world.isCounted) world.tally = afterArrival(world.tally);
          },
          announce: () => {
            if (world.announced < world.server) world.onTheAir.push(world.server);
            world.announced = world.server;
          },
          hear: () => {
            const total = world.onTheAir.shift();
            if (total !== undefined) world.tally = afterTotal(world.tally, total).tally;
          },
        };
        for (const one of events) {
          if (one.kind === "tap") world.tally = { ...world.tally, waiting: world.tally.waiting + one.count };
          else if (one.kind === "others") world.server += one.count;
          else steps[one.kind]();
        }
        for (let round = 0; round < 2; round++) for (const name of ["depart", "count", "answer"] as const) steps[name]();
        steps.announce();
        while (world.onTheAir.length > 0) steps.hear();
        expect(world.tally.waiting).toBe(0);
        expect(shownCount(world.tally)).toBe(world.server);
      }),
      { numRuns: 2_000 },
    );
  });
});
