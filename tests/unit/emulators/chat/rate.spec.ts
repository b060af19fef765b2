import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { admit, ceiling, PRIORITIES, type Priority, RateGate } from "../../../../emulators/chat/rate";

const upTo = (limit: number) => () => limit;
const rank = (priority: Priority) => PRIORITIES.indexOf(priority);

describe("who passes of those that wait", () => {
  it("is the higher priority, whatever came first", () => {
    const waiting: Priority[] = ["Low", "High", "Lowest", "Normal", "High"];
    expect(admit(waiting, 0, upTo(3), Math.random)).toEqual([false, true, false, true, true]);
    expect(admit(waiting, 2, upTo(4), Math.random)).toEqual([false, true, false, false, true]);
    expect(admit(waiting, 4, upTo(4), Math.random)).toEqual([false, false, false, false, false]);
  });

  it("is drawn among equals by the given chance", () => {
    const chances = [0.9, 0.1, 0.5];
    let next = 0;
    expect(admit(["Normal", "Normal", "Normal"], 0, upTo(1), () => chances[next++] ?? 0)).toEqual([false, true, false]);
  });

  it("never includes a message while a more important one is left out", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PRIORITIES), { maxLength: 60 }), fc.nat(50), (waiting, limit) => {
        const passes = admit(waiting, 0, upTo(limit), Math.random);
        const ranks = (passed: boolean) => waiting.filter((_, index) => passes[index] === passed).map(rank);
        expect(Math.max(-1, ...ranks(true))).toBeLessThanOrEqual(Math.min(9, ...ranks(false)));
        expect(ranks(true)).toHaveLength(Math.min(limit, waiting.length));
      }),
    );
  });
});

describe("the room a priority may take", () => {
  it("is all of the limit for the highest at any time, and for every one when the second ends", () => {
    expect(ceiling("High", 40, 0)).toBe(40);
    expect(PRIORITIES.map((priority) => ceiling(priority, 40, 1))).toEqual([40, 40, 40, 40]);
    expect(PRIORITIES.map((priority) => ceiling(priority, 40, 0))).toEqual([40, 20, 10, 4]);
  });
});

describe("the limit of a group", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  const open = (limit: number) => new RateGate(limit, Date.now, Math.random);

  /** Offers messages at their moments; gives each with whether it passed and when that was decided. */
  async function offer(gate: RateGate, arrivals: { atMs: number; priority: Priority }[]) {
    const startMs = Date.now();
    const decided: { priority: Priority; passed: boolean; atMs: number }[] = [];
    const pending: Promise<void>[] = [];
    for (const { atMs, priority } of [...arrivals].sort((a, b) => a.atMs - b.atMs)) {
      await vi.advanceTimersByTimeAsync(startMs + atMs - Date.now());
      const note = (passed: boolean) => void decided.push({ priority, passed, atMs: Date.now() - startMs });
      pending.push(Promise.resolve(gate.pass(priority)).then(note));
    }
    await vi.advanceTimersByTimeAsync(2_500);
    await Promise.all(pending);
    return decided;
  }
  const burst = (count: number, priority: Priority, atMs = 0) => Array.from({ length: count }, () => ({ atMs, priority }));
  const passed = (decided: { passed: boolean }[]) => decided.filter((one) => one.passed).length;

  it("lets forty through in a second, of any priority, and forty more in the next", async () => {
    for (const priority of PRIORITIES) expect(passed(await offer(open(40), burst(100, priority)))).toBe(40);
    const gate = open(40);
    expect(passed(await offer(gate, [...burst(100, "High"), ...burst(100, "Normal", 1_000)]))).toBe(80);
  });

  it("counts all priorities together, and drops even the highest beyond it", async () => {
    const decided = await offer(open(40), [...burst(30, "Lowest"), ...burst(30, "Normal"), ...burst(60, "High")]);
    expect(passed(decided.filter((one) => one.atMs < 1_000))).toBe(40);
    expect(passed(decided.filter((one) => one.priority === "High"))).toBe(40);
    expect(passed(decided)).toBe(41); // the first of the lowest was alone when it came, and one of the highest waited for it
  });

  it("keeps room for an important message that comes later in a flooded second", async () => {
    const flood = Array.from({ length: 200 }, (_, index) => ({ atMs: index * 5, priority: "Normal" as const }));
    const gifts = [150, 350, 550, 750, 950].map((atMs) => ({ atMs, priority: "High" as const }));
    const decided = await offer(open(40), [...flood, ...gifts]);
    expect(decided.filter((one) => one.priority === "High").every((one) => one.passed)).toBe(true);
    expect(decided.filter((one) => one.passed && one.atMs < 1_000)).toHaveLength(40);
  });

  it("drops no important message while there are fewer of them than the limit, whenever they come", async () => {
    const arrival = fc.record({ atMs: fc.nat(999), priority: fc.constantFrom<Priority>("Normal", "Low", "Lowest") });
    const flood = fc.array(arrival, { minLength: 30, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(flood, fc.array(fc.nat(999), { maxLength: 10 }), async (others, moments) => {
        vi.setSystemTime(Math.ceil(Date.now() / 1000) * 1000);
        const important = moments.map((atMs) => ({ atMs, priority: "High" as const }));
        const decided = await offer(open(10), [...others, ...important]);
        expect(passed(decided.filter((one) => one.priority === "High"))).toBe(moments.length);
        expect(passed(decided.filter((one) => one.atMs < 1_000))).toBeLessThanOrEqual(10);
      }),
      { numRuns: 60 },
    );
  });

  const perSecond = (list: { atMs: number }[]) =>
    [0, 1, 2, 3, 4].map((second) => list.filter((one) => Math.floor(one.atMs / 1000) === second).length);

  it("never lets more through in a second, and drops nothing that stays under it", async () => {
    const arrival = fc.record({ atMs: fc.nat(2_999), priority: fc.constantFrom(...PRIORITIES) });
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { maxLength: 80 }), fc.integer({ min: 1, max: 20 }), async (arrivals, limit) => {
        vi.setSystemTime(Math.ceil(Date.now() / 1000) * 1000);
        const decided = await offer(open(limit), arrivals);
        const admitted = decided.filter((one) => one.passed);
        expect(Math.max(0, ...perSecond(admitted))).toBeLessThanOrEqual(limit);
        const isCalm = perSecond(arrivals).every((count) => count <= limit);
        if (isCalm) expect(passed(decided)).toBe(arrivals.length);
      }),
      { numRuns: 60 },
    );
  });

  it("does not make a quiet group wait", () => {
    const gate = open(40);
    expect(gate.pass("Lowest")).toBe(true);
    vi.advanceTimersByTime(25);
    expect(gate.pass("Lowest")).toBe(true);
  });
});
