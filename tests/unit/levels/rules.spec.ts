import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Activity,
  type ActivityDay,
  countsOfDay,
  dayOf,
  experienceFor,
  experienceOf,
  isDayOpen,
  levelFor,
  MAX_LEVEL,
  totalExperience,
  weights,
  withActivity,
} from "@/lib/levels/rules";

const DAY_MS = 86_400_000;
const nothing: ActivityDay = { minutes: [], messages: [], likes: {} };

/** What one day brings, each thing once; often more than counts. */
const someDay = fc
  .record({
    minutes: fc.uniqueArray(fc.integer({ min: 0, max: 1_439 }), { maxLength: 300 }),
    messages: fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 100 }),
    likes: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 30 }),
  })
  .map(({ minutes, messages, likes }): Activity[] => [
    ...minutes.map((key): Activity => ({ kind: "minute", key })),
    ...messages.map((sequence): Activity => ({ kind: "message", key: `group:${sequence}` })),
    ...likes.map((count, index): Activity => ({ kind: "likes", key: `batch${index}`, count })),
  ]);

/** The same things in another order, some of them twice and more, in pieces as the rounds of upkeep tell them. */
const toldAnyhow = someDay.chain((told) =>
  fc.record({
    told: fc.constant(told),
    again: fc.subarray(told),
    pieces: fc
      .shuffledSubarray(told, { minLength: told.length })
      .chain((all) =>
        fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 10 }).map((sizes) => ({ all, sizes })),
      ),
  }),
);

function tell({ all, sizes }: { all: readonly Activity[]; sizes: readonly number[] }): ActivityDay {
  let day = nothing;
  for (let at = 0, round = 0; at < all.length; round++) {
    const size = sizes[round % sizes.length] ?? 1;
    day = withActivity(day, all.slice(at, at + size));
    at += size;
  }
  return day;
}

describe("a day's activity", () => {
  it("counts the same in whatever order, however often and in whatever pieces it is told", () => {
    fc.assert(
      fc.property(toldAnyhow, ({ told, again, pieces: { all, sizes } }) => {
        const truth = countsOfDay(withActivity(nothing, told));
        const day = tell({ all: [...again, ...all, ...again], sizes });
        expect(countsOfDay(day)).toEqual(truth);
        expect(countsOfDay(withActivity(day, told))).toEqual(truth);
      }),
    );
  });

  it("counts up to each part's cap, and keeps no more than that needs", () => {
    const minutes = Array.from({ length: 1_440 }, (_, key): Activity => ({ kind: "minute", key }));
    const messages = Array.from({ length: 500 }, (_, index): Activity => ({ kind: "message", key: String(index) }));
    const likes = Array.from({ length: 500 }, (_, index): Activity => ({ kind: "likes", key: `b${index}`, count: 40 }));
    const day = withActivity(nothing, [...minutes, ...messages, ...likes]);
    expect(countsOfDay(day)).toEqual({ online: 240, messages: 60, likes: 300 });
    expect([day.minutes.length, day.messages.length, Object.keys(day.likes).length]).toEqual([240, 60, 8]);
  });

  it("takes what comes up to three days late, and nothing of days that have not come", () => {
    const nowMs = 20_000 * DAY_MS + 5;
    expect(dayOf(nowMs)).toBe(20_000);
    expect([19_997, 19_998, 20_000, 20_001, 20_002].map((day) => isDayOpen(day, nowMs))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe("a level", () => {
  it("begins exactly at its experience, up to the highest", () => {
    for (let level = 1; level <= MAX_LEVEL; level++) {
      expect(levelFor(experienceFor(level))).toBe(level);
      if (level > 1) expect(levelFor(experienceFor(level) - 1)).toBe(level - 1);
    }
    expect([levelFor(-5), levelFor(0), levelFor(24), levelFor(25), levelFor(1e12)]).toEqual([1, 1, 1, 2, MAX_LEVEL]);
  });

  it("rests on the table of weights alone", () => {
    const counts = { online: 10, messages: 7, likes: 99, coins: 250, memberships: 2 };
    expect(experienceOf(counts)).toEqual({ online: 10, messages: 14, likes: 9, coins: 250, memberships: 600 });
    expect(totalExperience(counts)).toBe(883);
    expect(weights.memberships.experience).toBe(300);
  });
});
