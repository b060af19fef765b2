import { acceptedLikes, LIKES_PER_MINUTE } from "@/lib/likes/rules";
import type { LikeBatch } from "@/lib/likes/schema";
import { afterArrival, afterDeparture, afterFall, afterRefusal, afterTotal, type LikeTally, NO_LIKES, shownCount } from "./tally";

const MINUTE_MS = 60_000;
/** Longer than any total is on its way: a lower one that comes later than this is not an old one. */
const LONGEST_WAY_MS = 15_000;

/** What the likes of a room need of the page. */
export interface LikesOwner {
  /** Sends a batch: true when it was accepted, false when it never will be. Throws when it may be tried again. */
  send(batch: LikeBatch): Promise<boolean>;
  /** How long taps are gathered now. */
  gatheringMs(): number;
  newBatchId(): string;
  nowMs(): number;
}

/** Likes that appear on the picture: the viewer's own, where they were tapped, or those of others. */
export interface LikeBurst {
  count: number;
  isOwn: boolean;
  at?: { x: number; y: number };
}

/** All that React sees of a room's likes; the same object until something changes. */
export interface LikesView {
  count: number;
  /** True once this viewer has liked. */
  isLiked: boolean;
}

/** Gathers the viewer's taps, sends each batch until it is accepted or refused, and knows the count to show. */
export class RoomLikes {
  readonly #owner: LikesOwner;
  readonly #readers = new Set<() => void>();
  readonly #burstListeners = new Set<(burst: LikeBurst) => void>();
  #sessionId: number | null = null;
  #tally: LikeTally;
  #view: LikesView;
  #batch: LikeBatch | null = null;
  /** When the total last moved. */
  #movedAtMs = Number.NEGATIVE_INFINITY;
  /** Up to which total hearts were shown. */
  #seenTotal: number;
  #isOpen = false;
  #isSending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #minute = 0;
  #tapsThisMinute = 0;

  constructor(owner: LikesOwner, initialTotal: number) {
    this.#owner = owner;
    this.#tally = { ...NO_LIKES, total: initialTotal };
    this.#view = { count: initialTotal, isLiked: false };
    this.#seenTotal = initialTotal;
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly getView = (): LikesView => this.#view;

  /** Hears of likes that should be seen. */
  onBurst(listener: (burst: LikeBurst) => void): () => void {
    this.#burstListeners.add(listener);
    return () => this.#burstListeners.delete(listener);
  }

  /** One tap of the viewer. Taps over the cap of a minute, which the server would not count, do nothing. */
  tap(at?: { x: number; y: number }): void {
    const minute = Math.floor(this.#owner.nowMs() / MINUTE_MS);
    if (minute !== this.#minute) this.#tapsThisMinute = 0;
    this.#minute = minute;
    if (acceptedLikes(1, this.#tapsThisMinute) === 0) return;
    this.#tapsThisMinute += 1;
    this.#show({ ...this.#tally, waiting: this.#tally.waiting + 1 });
    this.#burst({ count: 1, isOwn: true, at });
    this.#schedule();
  }

  /** The server's total of a session, known by when it began, as the snapshot has it. Another session starts from its own total. */
  hear(total: number, sessionId: number | null): void {
    const isOther = this.#sessionId !== null && sessionId !== this.#sessionId;
    this.#seenTotal = total;
    this.#sessionId = sessionId;
    if (isOther) this.#movedAtMs = this.#owner.nowMs();
    this.#show(isOther ? { ...NO_LIKES, total } : this.#move(total).tally);
  }

  /** The server's total of the session that runs, soon after it was reached: the likes of others are seen, as far as they were not. */
  hearNews(total: number): void {
    const { tally, others } = this.#move(total);
    const fresh = Math.min(others, total - this.#seenTotal);
    this.#seenTotal = total;
    this.#show(tally);
    if (fresh > 0) this.#burst({ count: fresh, isOwn: false });
  }

  /** A total of the server: what comes late from before is ignored, and a count that fell is believed. */
  #move(total: number): { tally: LikeTally; others: number } {
    const nowMs = this.#owner.nowMs();
    const isFall = total < this.#tally.total && nowMs - this.#movedAtMs > LONGEST_WAY_MS;
    if (isFall || total > this.#tally.total) this.#movedAtMs = nowMs;
    return isFall ? { tally: afterFall(this.#tally, total), others: 0 } : afterTotal(this.#tally, total);
  }

  /**
   * A total as another viewer's message says it, right after that one liked: their likes are seen at once. It is not the
   * server's word, so it is not counted; the server's total follows within seconds.
   */
  hearHint(total: number): void {
    const { others } = afterTotal({ ...this.#tally, total: Math.max(this.#tally.total, this.#seenTotal) }, total);
    this.#seenTotal = Math.max(this.#seenTotal, total);
    if (others > 0) this.#burst({ count: Math.min(others, LIKES_PER_MINUTE), isOwn: false });
  }

  /** Sends by itself until the returned function is called, which sends what is left. */
  open(): () => void {
    this.#isOpen = true;
    if (this.#batch || this.#tally.waiting > 0) this.#schedule();
    return () => {
      this.flush();
      this.#isOpen = false;
    };
  }

  /** Sends what has been gathered at once: the page may be about to go. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isSending) void this.#send(); // what waits meanwhile leaves with the next batch
  }

  #schedule(): void {
    if (this.#isOpen) this.#timer ??= setTimeout(() => this.flush(), this.#owner.gatheringMs());
  }

  async #send(): Promise<void> {
    this.#batch ??= this.#nextBatch();
    if (!this.#batch) return;
    this.#isSending = true;
    try {
      const isAccepted = await this.#owner.send(this.#batch);
      this.#batch = null;
      this.#show(isAccepted ? afterArrival(this.#tally) : afterRefusal(this.#tally));
    } catch {
      // No answer or no connection: the same batch goes again, and counts once.
    } finally {
      this.#isSending = false;
    }
    if (!this.#isOpen && !this.#batch)
      this.flush(); // the room was left: what gathered meanwhile goes at once
    else if (this.#batch || this.#tally.waiting > 0) this.#schedule();
  }

  #nextBatch(): LikeBatch | null {
    const count = this.#tally.waiting;
    if (count === 0) return null;
    this.#show(afterDeparture(this.#tally));
    return { v: 1, type: "like", batchId: this.#owner.newBatchId(), count };
  }

  #burst(burst: LikeBurst): void {
    for (const listener of this.#burstListeners) listener(burst);
  }

  #show(tally: LikeTally): void {
    this.#tally = tally;
    const next = { count: shownCount(tally), isLiked: this.#view.isLiked || tally.waiting > 0 };
    if (next.count === this.#view.count && next.isLiked === this.#view.isLiked) return;
    this.#view = next;
    for (const reader of this.#readers) reader();
  }
}
