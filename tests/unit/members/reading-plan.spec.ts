import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ReadingPlan } from "@/components/members/reading-plan";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function planned() {
  let count = 0;
  const plan = new ReadingPlan(async () => {
    count += 1;
  });
  return { plan, count: () => count };
}

it("reads at once, and however much is wished for, not twice within two seconds", async () => {
  const { plan, count } = planned();
  plan.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(count()).toBe(1);
  for (let wish = 0; wish < 50; wish++) plan.wish(wish * 10);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(count()).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count()).toBe(2);
});

it("an earlier wish goes before a later one, and both are one reading", async () => {
  const { plan, count } = planned();
  plan.start();
  await vi.advanceTimersByTimeAsync(5_000);
  plan.wish(30_000);
  plan.wish(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(count()).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count()).toBe(2);
});

it("reads nothing when it is stopped, whatever is wished for", async () => {
  const { plan, count } = planned();
  plan.start();
  plan.stop();
  plan.wish(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count()).toBe(0);
});
