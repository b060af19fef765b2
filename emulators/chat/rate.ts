/** Priorities of ordinary messages, most important first. */
export const PRIORITIES = ["High", "Normal", "Low", "Lowest"] as const;

export type Priority = (typeof PRIORITIES)[number];

/** Messages of one slot compete with each other. */
const SLOT_MS = 20;
/** A message that comes at the very end of a second may wait this long for the next one. */
const GRACE_MS = 100;
/** The share of a second's limit that a priority leaves to higher ones when the second begins; it shrinks to none at its end. */
const RESERVED = [0, 0.5, 0.75, 0.9] as const;

export function isPriority(value: unknown): value is Priority {
  return PRIORITIES.some((priority) => priority === value);
}

/** 0 is the most important; what has no priority counts as that. */
export function rankOf(priority: Priority | null): number {
  return priority === null ? 0 : PRIORITIES.indexOf(priority);
}

/** How many messages may have passed by a moment of the second (0 to 1) for one more of this priority to be let through. */
export function ceiling(priority: Priority, limit: number, moment: number): number {
  const reserved = RESERVED[rankOf(priority) as 0 | 1 | 2 | 3] * (1 - Math.min(1, moment));
  return Math.max(1, Math.ceil(limit * (1 - reserved)));
}

/**
 * Which of the waiting messages pass when `used` have already: higher priorities first, those of one priority in random
 * order, each up to the ceiling of its priority. The answer has one boolean for each entry, in the same order.
 */
export function admit(
  waiting: readonly Priority[],
  used: number,
  ceilingOf: (priority: Priority) => number,
  random: () => number,
): boolean[] {
  const order = waiting.map((priority, index) => ({ priority, index, chance: random() }));
  order.sort((a, b) => rankOf(a.priority) - rankOf(b.priority) || a.chance - b.chance);
  const passes = waiting.map(() => false);
  let passed = used;
  for (const { priority, index } of order) {
    if (passed >= ceilingOf(priority)) continue;
    passes[index] = true;
    passed += 1;
  }
  return passes;
}

interface Waiting {
  priority: Priority;
  sinceMs: number;
  resolve: (passed: boolean) => void;
}

/**
 * Lets `limit` messages of a group through in each second. A quiet group does not notice it. Messages that come faster wait
 * for the end of their slot, where the important ones go first; lower priorities leave room for higher ones that may still
 * come, and take it when the second ends. What has not passed by then is dropped, unless less important messages took its
 * place: then it goes first in the next second.
 */
export class RateGate {
  private second = Number.NaN;
  private used = 0;
  /** Of those, how many had each priority. */
  private usedBy = [0, 0, 0, 0];
  private slot = Number.NaN;
  private usedInSlot = 0;
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limit: number,
    private readonly nowMs: () => number,
    private readonly random: () => number,
  ) {}

  /** Resolves to true when the message may be delivered; at the latest a little after the second is over. */
  pass(priority: Priority): boolean | Promise<boolean> {
    const nowMs = this.nowMs();
    this.turn(nowMs);
    if (this.waiting.length === 0 && this.hasCalmRoom(priority, nowMs)) {
      this.count(priority);
      return true;
    }
    this.timer ??= setTimeout(() => this.decide(), SLOT_MS - (nowMs % SLOT_MS));
    return new Promise((resolve) => this.waiting.push({ priority, sinceMs: nowMs, resolve }));
  }

  /** The slot's even share of the limit passes without waiting; in the last slot of a second, all that is left. */
  private hasCalmRoom(priority: Priority, nowMs: number): boolean {
    if (nowMs % 1000 >= 1000 - SLOT_MS) return this.used < this.limit;
    const share = Math.max(1, Math.floor((this.limit * SLOT_MS) / 1000));
    return this.usedInSlot < share && this.used < ceiling(priority, this.limit, (nowMs % 1000) / 1000);
  }

  private decide(): void {
    this.timer = undefined;
    const nowMs = this.nowMs();
    this.turn(nowMs);
    const entries = this.waiting;
    this.waiting = [];
    const slotEnd = ((nowMs % 1000) + SLOT_MS) / 1000; // the last slot of a second may use what is left
    const passes = admit(
      entries.map((entry) => entry.priority),
      this.used,
      (priority) => ceiling(priority, this.limit, slotEnd),
      this.random,
    );
    const left = entries.filter((entry, index) => {
      if (passes[index]) this.letPass(entry);
      return !passes[index];
    });
    this.keepOrDrop(left, nowMs);
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.decide(), SLOT_MS - (this.nowMs() % SLOT_MS));
  }

  private letPass(entry: Waiting): void {
    this.count(entry.priority);
    entry.resolve(true);
  }

  /** What did not pass: it waits on while its second has room or will soon end, or as many as were displaced. */
  private keepOrDrop(entries: readonly Waiting[], nowMs: number): void {
    let displaced = 0;
    for (const priority of PRIORITIES) {
      const mostDisplaced = this.limit - this.usedAtLeast(priority);
      for (const entry of entries.filter((one) => one.priority === priority)) {
        const isDisplaced = this.isOfThisSecond(entry) && displaced < mostDisplaced;
        if (isDisplaced) displaced += 1;
        if (isDisplaced || this.mayWait(entry, nowMs)) this.waiting.push(entry);
        else entry.resolve(false);
      }
    }
  }

  private mayWait(entry: Waiting, nowMs: number): boolean {
    if (!this.isOfThisSecond(entry)) return nowMs - entry.sinceMs < GRACE_MS;
    return this.used < this.limit || entry.sinceMs + GRACE_MS >= (this.second + 1) * 1000;
  }

  private isOfThisSecond(entry: Waiting): boolean {
    return Math.floor(entry.sinceMs / 1000) === this.second;
  }

  /** How many passed in this second that were at least as important. */
  private usedAtLeast(priority: Priority): number {
    return this.usedBy.slice(0, rankOf(priority) + 1).reduce((sum, count) => sum + count, 0);
  }

  private count(priority: Priority): void {
    this.used += 1;
    this.usedInSlot += 1;
    this.usedBy[rankOf(priority)] = (this.usedBy[rankOf(priority)] ?? 0) + 1;
  }

  private turn(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    const slot = Math.floor(nowMs / SLOT_MS);
    if (slot !== this.slot) this.usedInSlot = 0;
    if (second !== this.second) {
      this.used = 0;
      this.usedBy = [0, 0, 0, 0];
    }
    this.slot = slot;
    this.second = second;
  }
}
