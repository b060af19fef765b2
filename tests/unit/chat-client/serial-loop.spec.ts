import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SerialLoop, waitAfter } from "@/components/chat/serial-loop";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("asks during a round lead to one more round, never to two at once", async () => {
  let running = 0;
  let rounds = 0;
  const loop = new SerialLoop(async () => {
    expect(++running).toBe(1);
    rounds++;
    await new Promise((resolve) => setTimeout(resolve, 10));
    running--;
  }, vi.fn());
  loop.run();
  loop.run();
  loop.run();
  await vi.advanceTimersByTimeAsync(100);
  expect(rounds).toBe(2);
});

test("a failed round is tried again by itself, and at once when asked", async () => {
  const settle = vi
    .fn()
    .mockRejectedValueOnce(new Error("one"))
    .mockRejectedValueOnce(new Error("two"))
    .mockResolvedValue(undefined);
  const onFailure = vi.fn();
  const loop = new SerialLoop(settle, onFailure, () => 1);
  loop.run();
  await vi.advanceTimersByTimeAsync(499);
  expect(settle).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(settle).toHaveBeenCalledTimes(2);
  loop.runAfresh();
  await vi.advanceTimersByTimeAsync(0);
  expect(settle).toHaveBeenCalledTimes(3);
  expect(onFailure).toHaveBeenCalledTimes(2);
  expect(loop.failures).toBe(0);
});

test("waits grow, are spread, and end at fifteen seconds", () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((failures) => waitAfter(failures, 1))).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000]);
  expect(waitAfter(6, 0)).toBe(9000);
});
