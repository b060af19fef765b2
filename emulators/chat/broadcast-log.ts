import type { WireItem } from "./wire-items";

const KEPT_BROADCASTS = 100;

/** Broadcasts to all groups of the app, read by the polls of each. */
export class BroadcastLog {
  private events: { seq: number; json: string }[] = [];
  lastSeq = 0;
  lastAtMs = 0;

  add(item: WireItem, atMs: number): void {
    this.lastSeq = item.MsgSeq;
    this.lastAtMs = atMs;
    this.events.push({ seq: item.MsgSeq, json: JSON.stringify(item) });
    if (this.events.length > KEPT_BROADCASTS) this.events.shift();
  }

  /** Those from a number on, as the inside of a JSON array. */
  listFrom(seq: number): string {
    return this.events
      .filter((event) => event.seq >= seq)
      .map((event) => event.json)
      .join(",");
  }
}
