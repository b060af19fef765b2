/** Priorities of ordinary messages, most important first. */
export const PRIORITIES = ["High", "Normal", "Low", "Lowest"] as const;

export type Priority = (typeof PRIORITIES)[number];

const SLOT_MS = 20;

/**
 * Which of the waiting messages pass when `room` of them may: higher priorities first, then earlier ones.
 * The answer has one boolean for each entry of `waiting`, in the same order.
 */
export function admit(waiting: readonly Priority[], room: number): boolean[] {
  const order = waiting.map((priority, index) => ({ rank: PRIORITIES.indexOf(priority), index }));
  order.sort((a, b) => a.rank - b.rank || a.index - b.index);
  const passed = new Set(order.slice(0, Math.max(0, room)).map((entry) => entry.index));
  return waiting.map((_, index) => passed.has(index));
}

/**
 * Lets `limit` messages of a group through in each second. The first half passes at once; when a second is busier than
 * that, messages wait in slots of 20 ms and the important ones of a slot are taken first.
 */
export class RateGate {
  private second = -1;
  private used = 0;
  private waiting: { priority: Priority; resolve: (passed: boolean) => void }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limit: number,
    private readonly nowMs: () => number,
  ) {}

  /** Resolves to true when the message may be delivered. */
  pass(priority: Priority): Promise<boolean> {
    this.turnSecond();
    if (this.waiting.length === 0 && this.used < this.limit / 2) {
      this.used += 1;
      return Promise.resolve(true);
    }
    this.timer ??= setTimeout(() => this.decide(), SLOT_MS);
    return new Promise((resolve) => this.waiting.push({ priority, resolve }));
  }

  private decide(): void {
    this.timer = undefined;
    this.turnSecond();
    const slot = this.waiting;
    this.waiting = [];
    const passed = admit(
      slot.map((entry) => entry.priority),
      this.limit - this.used,
    );
    const byRank = slot
      .map((entry, index) => ({ ...entry, passed: passed[index] === true }))
      .sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
    this.used += byRank.filter((entry) => entry.passed).length;
    for (const entry of byRank) entry.resolve(entry.passed);
  }

  private turnSecond(): void {
    const second = Math.floor(this.nowMs() / 1000);
    if (second === this.second) return;
    this.second = second;
    this.used = 0;
  }
}
