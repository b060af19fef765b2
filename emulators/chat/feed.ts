import type { EncodedBody } from "./frames";
import type { WireItem } from "./wire-items";
import { encodedPollAnswer } from "./wire-items";

/** How many events a group keeps for clients that come back after a break. */
const KEPT_EVENTS = 2_000;
/** How many ordinary messages stay inspectable; newcomers get the last 20 of them. */
const KEPT_MESSAGES = 200;

/** One event of a group, encoded once for everybody who will read it. */
interface FeedEvent {
  seq: number;
  atMs: number;
  json: string;
}

/** A poll that waits. `owner` is whatever the poll must be forgotten with: its socket. */
export interface Poll {
  owner: object;
  key: string;
  fromSeq: number;
  /** The first broadcast to deliver, when the client asked for broadcasts. */
  broadcastFrom?: number;
}

interface Waiter extends Poll {
  resolve: (answer: EncodedBody) => void;
  timer: NodeJS.Timeout;
}

/** Broadcasts to all groups of the app, read by the same polls as the groups' own events. */
export class BroadcastLog {
  private events: FeedEvent[] = [];
  lastSeq = 0;
  lastAtMs = 0;

  add(item: WireItem, atMs: number): void {
    this.lastSeq = item.MsgSeq;
    this.lastAtMs = atMs;
    this.events.push({ seq: item.MsgSeq, atMs, json: JSON.stringify(item) });
    if (this.events.length > 100) this.events.shift();
  }

  listFrom(seq: number): string {
    return joinFrom(this.events, seq);
  }
}

/**
 * The ordered events of one group and the polls that wait for the next one. Event numbers are message sequences,
 * so a number a client kept from before a restart is always older than what came after.
 */
export class Feed {
  private events: FeedEvent[] = [];
  private messages: { atMs: number; item: WireItem }[] = [];
  private waiters = new Set<Waiter>();
  private isFlushing = false;
  private cached = { fromSeq: -1, lastSeq: -1, list: "" };

  constructor(
    private readonly broadcasts: BroadcastLog,
    private lastSeq: number,
  ) {}

  /** Adds an event. Waiting polls are answered in the next turn of the event loop, all with the same encoded list. */
  append(item: WireItem, atMs: number): void {
    this.lastSeq = item.MsgSeq;
    this.events.push({ seq: item.MsgSeq, atMs, json: JSON.stringify(item) });
    if (this.events.length > KEPT_EVENTS) this.events.shift();
    if (item.Event === 3) {
      this.messages.push({ atMs, item });
      if (this.messages.length > KEPT_MESSAGES) this.messages.shift();
    }
    this.flushSoon();
  }

  /** The last `count` ordinary messages sent since `sinceMs`, oldest first. */
  recentMessages(count: number, sinceMs: number): WireItem[] {
    return this.messages
      .filter((entry) => entry.atMs >= sinceMs)
      .slice(-count)
      .map((entry) => entry.item);
  }

  /** Answers at once when there is news, otherwise with the next event or empty after `holdMs`. */
  wait(poll: Poll, holdMs: number): Promise<EncodedBody> {
    if (this.hasNews(poll)) return Promise.resolve(this.answer(poll));
    return new Promise((resolve) => {
      const waiter: Waiter = { ...poll, resolve, timer: setTimeout(() => this.release(waiter), holdMs) };
      this.waiters.add(waiter);
    });
  }

  /** Answers the waiting polls of `owner` with what there is: it left the group or its socket is gone. */
  releaseOwner(owner: object): void {
    for (const waiter of this.waiters) if (waiter.owner === owner) this.release(waiter);
  }

  /** Answers every waiting poll with what there is. */
  releaseAll(): void {
    for (const waiter of this.waiters) this.release(waiter);
  }

  /** Answers the polls that have news, once the current turn of the event loop is over. */
  flushSoon(): void {
    if (this.isFlushing || this.waiters.size === 0) return;
    this.isFlushing = true;
    setImmediate(() => {
      this.isFlushing = false;
      for (const waiter of this.waiters) if (this.hasNews(waiter)) this.release(waiter);
    });
  }

  private release(waiter: Waiter): void {
    clearTimeout(waiter.timer);
    this.waiters.delete(waiter);
    waiter.resolve(this.answer(waiter));
  }

  private hasNews(poll: Poll): boolean {
    const newest = this.events.at(-1);
    if (newest && newest.seq >= poll.fromSeq) return true;
    return poll.broadcastFrom !== undefined && this.broadcasts.lastSeq >= poll.broadcastFrom;
  }

  private answer(poll: Poll): EncodedBody {
    const broadcasts =
      poll.broadcastFrom === undefined
        ? null
        : { nextSeq: this.broadcasts.lastSeq + 1, list: this.broadcasts.listFrom(poll.broadcastFrom) };
    return encodedPollAnswer(poll.key, this.lastSeq + 1, this.listFrom(poll.fromSeq), broadcasts);
  }

  private listFrom(fromSeq: number): string {
    if (this.cached.fromSeq !== fromSeq || this.cached.lastSeq !== this.lastSeq) {
      this.cached = { fromSeq, lastSeq: this.lastSeq, list: joinFrom(this.events, fromSeq) };
    }
    return this.cached.list;
  }
}

/** The encoded events from `fromSeq` on, joined by commas. Reads from the end, where nearly every poll is. */
function joinFrom(events: readonly FeedEvent[], fromSeq: number): string {
  let index = events.length;
  while (index > 0 && (events[index - 1]?.seq ?? 0) >= fromSeq) index -= 1;
  return events
    .slice(index)
    .map((event) => event.json)
    .join(",");
}
