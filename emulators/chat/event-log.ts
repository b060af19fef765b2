import { Batch, type FeedEvent } from "./batch";
import type { Priority } from "./rate";

/** How many events a group keeps for clients that come back after a break, and how much of them. */
const KEPT_EVENTS = 2_000;
const KEPT_CHARACTERS = 1 << 20;
/** Readers of a group lack the same few runs of events, unless somebody asks for all of them one after another. */
const KEPT_BATCHES = 16;

/** The newest events of a group in the order of their numbers, and the batches that readers have asked for since the last. */
export class EventLog {
  private events: FeedEvent[] = [];
  private characters = 0;
  /** By the number of the first event. All end with the newest one. */
  private batches = new Map<number, Batch>();

  constructor(private readonly onDrop: (priority: Priority, count: number) => void) {}

  append(event: FeedEvent): void {
    this.events.push(event);
    this.characters += event.json.length;
    if (this.batches.size > 0) this.batches.clear();
    if (this.events.length >= KEPT_EVENTS * 1.25 || this.characters > KEPT_CHARACTERS) this.trim();
  }

  get newestSeq(): number {
    return this.events.at(-1)?.seq ?? 0;
  }

  /** Everything from a number on; null when there is nothing. */
  batchFrom(seq: number): Batch | null {
    const index = this.indexOf(seq);
    const first = this.events[index];
    if (!first) return null;
    const known = this.batches.get(first.seq);
    if (known) return known;
    const batch = new Batch(this.events.slice(index), this.onDrop);
    this.batches.set(first.seq, batch);
    const oldest = this.batches.keys().next().value;
    if (this.batches.size > KEPT_BATCHES && oldest !== undefined) this.batches.delete(oldest);
    return batch;
  }

  private trim(): void {
    let from = Math.max(0, this.events.length - KEPT_EVENTS);
    for (let index = 0; index < from; index += 1) this.characters -= this.events[index]?.json.length ?? 0;
    while (this.characters > KEPT_CHARACTERS / 2 && from < this.events.length - 1) {
      this.characters -= this.events[from]?.json.length ?? 0;
      from += 1;
    }
    this.events = this.events.slice(from);
  }

  /** The position of the first event with at least this number. */
  private indexOf(seq: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.seq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
