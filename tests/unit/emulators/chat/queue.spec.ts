import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FeedEvent, withinLimit } from "../../../../emulators/chat/batch";
import { EventLog } from "../../../../emulators/chat/event-log";
import { HoldWheel, type Timed } from "../../../../emulators/chat/hold-wheel";
import { PRIORITIES, type Priority, rankOf } from "../../../../emulators/chat/rate";

const event = (seq: number, priority: Priority | null, json = "0123456789"): FeedEvent => ({
  seq,
  kind: priority ? 3 : 4,
  priority,
  json,
});
const seqs = (events: readonly FeedEvent[]) => events.map((one) => one.seq);

describe("what a client that fell behind is given", () => {
  it("loses the lowest priority first and the oldest of it, and no tip", () => {
    const events = [event(1, "Low"), event(2, "High"), event(3, null), event(4, "Low"), event(5, "Normal"), event(6, "Lowest")];
    const dropped: Priority[] = [];
    expect(seqs(withinLimit(events, 44, (priority) => dropped.push(priority)))).toEqual([2, 3, 4, 5]);
    expect(dropped).toEqual(["Lowest", "Low"]);
    expect(seqs(withinLimit(events, 0, () => {}))).toEqual([3]);
  });

  it("fits, keeps its order, and holds nothing less important than what is missing", () => {
    const one = fc.record({
      priority: fc.constantFrom<Priority | null>(...PRIORITIES, null),
      json: fc.string({ maxLength: 30 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 50 }), fc.nat(400), (given, limit) => {
        const events = given.map(({ priority, json }, index) => event(index, priority, json));
        const kept = withinLimit(events, limit, () => {});
        const messages = kept.filter((entry) => entry.priority !== null);
        const size = kept.reduce((sum, entry) => sum + entry.json.length + 1, 0);
        expect(size <= limit || messages.length === 0).toBe(true);
        expect(seqs(kept)).toEqual([...seqs(kept)].sort((a, b) => a - b));
        const missing = events.filter((entry) => !kept.includes(entry));
        const lowestKept = Math.max(-1, ...messages.map((entry) => rankOf(entry.priority)));
        for (const entry of missing) expect(rankOf(entry.priority)).toBeGreaterThanOrEqual(lowestKept);
      }),
    );
  });
});

describe("the events a group keeps", () => {
  it("are encoded once for readers at the same place, and not for ever for somebody who asks for every place", () => {
    const log = new EventLog(() => {});
    for (let seq = 1; seq <= 100; seq += 1) log.append(event(seq, "Normal"));
    const first = log.batchFrom(1);
    expect(log.batchFrom(1)).toBe(first);
    for (let seq = 2; seq <= 10; seq += 1) log.batchFrom(seq);
    expect(log.batchFrom(1)).toBe(first);
    for (let seq = 11; seq <= 100; seq += 1) log.batchFrom(seq);
    expect(log.batchFrom(1)).not.toBe(first);
  });
});

describe("the one timer of everything that waits", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const timed = (onDue: () => void): Timed => ({ dueTick: 0, slotTick: 0, onDue });

  it("calls each once, when its time has come and not before", () => {
    const wheel = new HoldWheel();
    const calls: string[] = [];
    wheel.schedule(
      timed(() => calls.push("late")),
      60_000,
    );
    wheel.schedule(
      timed(() => calls.push("soon")),
      100,
    );
    vi.advanceTimersByTime(50);
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(calls).toEqual(["soon"]);
    vi.advanceTimersByTime(60_000);
    expect(calls).toEqual(["soon", "late"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("keeps the last time that was set, earlier or later, or none", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(40_000)), { minLength: 1, maxLength: 12 }), (times) => {
        const wheel = new HoldWheel();
        let calledMs: number | null = null;
        const startMs = Date.now();
        const one = timed(() => {
          expect(calledMs).toBeNull();
          calledMs = Date.now() - startMs;
        });
        for (const ms of times) {
          if (ms === null) wheel.cancel(one);
          else wheel.schedule(one, ms);
        }
        vi.advanceTimersByTime(90_000);
        const last = times.at(-1) ?? null;
        if (last === null) expect(calledMs).toBeNull();
        else expect(Math.abs((calledMs ?? Number.NaN) - last)).toBeLessThanOrEqual(100);
      }),
    );
  });
});
