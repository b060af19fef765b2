import fc from "fast-check";
import { expect, it } from "vitest";
import { pauseAfter } from "@/lib/retry";

const backOff = { firstMs: 1_000, longestMs: 60_000 };

it("pauses double from the first to the longest, and are spread over their second half", () => {
  const whole = [1, 2, 3, 4, 7, 8, 5_000].map((attempts) => pauseAfter(attempts, backOff, 1));
  expect(whole).toEqual([1_000, 2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
  expect(pauseAfter(1, backOff, 0)).toBe(500);
});

it("no pause is shorter than half of the first or longer than the longest, whatever the count", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5, max: 1e9 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, chance) => {
        const pause = pauseAfter(attempts, backOff, chance);
        expect(pause).toBeGreaterThanOrEqual(500);
        expect(pause).toBeLessThanOrEqual(60_000);
      },
    ),
  );
});
