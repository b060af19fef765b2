import type { GiftNews } from "@/lib/gifts/schema";
import { afterTime, type Banner, NO_BANNERS, withGift } from "./banner-queue";

const LOOK_EVERY_MS = 250;
/** Older gifts are history: they stand in the chat, and nothing moves for them. */
const FRESH_MS = 20_000;
const KNOWN = 1_000;
const MOST_EFFECTS_WAITING = 8;
/** How long each tier's effect takes. */
const effectMs = { 1: 0, 2: 2_400, 3: 4_200 } as const;

export interface GiftFeedView {
  banners: readonly Banner[];
  /** What plays over the picture now. */
  effect: GiftNews | null;
}

const QUIET: GiftFeedView = { banners: [], effect: null };

/** What a room's gifts set in motion: banners with counters, and one effect after the other. Each order counts once. */
export class GiftFeed {
  readonly #readers = new Set<() => void>();
  readonly #freshListeners = new Set<(news: GiftNews) => void>();
  readonly #known = new Set<string>();
  readonly #serverNowMs: () => number;
  #queue = NO_BANNERS;
  #effects: GiftNews[] = [];
  #effect: GiftNews | null = null;
  #effectEndsMs = 0;
  #view = QUIET;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `serverNowMs` is the server's clock, by which gifts are dated. */
  constructor(serverNowMs: () => number) {
    this.#serverNowMs = serverNowMs;
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  /** Hears of each gift that was given just now, once. */
  onFresh(listener: (news: GiftNews) => void): () => void {
    this.#freshListeners.add(listener);
    return () => this.#freshListeners.delete(listener);
  }

  readonly getView = (): GiftFeedView => this.#view;

  /** Hears of gifts, from the room or from the own order, whichever comes first. */
  receive(items: readonly GiftNews[]): void {
    const nowMs = this.#serverNowMs();
    for (const news of items) {
      if (this.#known.has(news.id)) continue;
      this.#remember(news.id);
      if (nowMs - news.atMs > FRESH_MS) continue;
      this.#queue = withGift(this.#queue, news, nowMs);
      for (const listener of this.#freshListeners) listener(news);
      if (news.gift.tier > 1) this.#effects.push(news);
    }
    if (this.#effects.length > MOST_EFFECTS_WAITING) {
      this.#effects = this.#effects.toSorted((one, other) => other.coins - one.coins).slice(0, MOST_EFFECTS_WAITING);
    }
    this.#step();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #remember(id: string): void {
    this.#known.add(id);
    const oldest = this.#known.values().next().value;
    if (this.#known.size > KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }

  #step(): void {
    const nowMs = this.#serverNowMs();
    this.#queue = afterTime(this.#queue, nowMs);
    if (this.#effect && nowMs >= this.#effectEndsMs) this.#effect = null;
    if (!this.#effect) {
      this.#effect = this.#effects.shift() ?? null;
      if (this.#effect) this.#effectEndsMs = nowMs + effectMs[this.#effect.gift.tier];
    }
    const isQuiet = this.#queue.shown.length === 0 && this.#effect === null;
    if (isQuiet) this.close();
    else this.#timer ??= setInterval(() => this.#step(), LOOK_EVERY_MS);
    if (this.#queue.shown === this.#view.banners && this.#effect === this.#view.effect) return;
    this.#view = { banners: this.#queue.shown, effect: this.#effect };
    for (const reader of this.#readers) reader();
  }
}
