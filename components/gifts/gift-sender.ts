import type { ErrorCode } from "@/lib/errors";
import { afterPause, afterTap, type Combo, type ComboStep } from "@/lib/gifts/rules";
import type { GiftOrderInput, GiftReceipt } from "@/lib/gifts/schema";

const LOOK_EVERY_MS = 200;
const FIRST_WAIT_MS = 500;
const MOST_TRIES = 6;

/** Why an order was not carried out: the server's word, or that it could not be reached. */
export type GiftProblem = ErrorCode | "unreachable";

/** What a person sees of the own giving. */
export interface SenderView {
  /** The run of taps that goes on, with its count so far. */
  run: { giftId: string; total: number } | null;
  /** Coins of taps and orders that are not yet charged. */
  pendingCoins: number;
  problem: GiftProblem | null;
}

/** What a sender needs of the world around it. */
export interface SenderTools {
  /** Sends an order; rejects with a problem. */
  post(order: GiftOrderInput): Promise<GiftReceipt>;
  /** Tells why an order failed; null when the same request may be tried again. */
  problemOf(error: unknown): GiftProblem | null;
  onReceipt(receipt: GiftReceipt): void;
  /** An order was given up without an answer: whether it was charged is to be seen. */
  onUnreachable(): void;
  newId(): string;
  nowMs(): number;
  wait(ms: number): Promise<void>;
  /** The order that got no answer and may have been charged; it outlives a reload of the page. */
  readKept(): GiftOrderInput | null;
  keep(order: GiftOrderInput | null): void;
}

interface Priced {
  id: string;
  price: number;
}

const NOTHING: SenderView = { run: null, pendingCoins: 0, problem: null };

/**
 * Gives gifts one order after the other: a run of taps as few orders, a chosen number as one. An order that got no answer is
 * sent again under the same name, so that it is charged once; one that is refused ends the run. One that never got an answer is
 * kept: it goes first with the next try, and giving that same gift again means no other.
 */
export class GiftSender {
  readonly #tools: SenderTools;
  readonly #readers = new Set<() => void>();
  readonly #prices = new Map<string, number>();
  readonly #queue: GiftOrderInput[] = [];
  #view: SenderView = NOTHING;
  #combo: Combo | null = null;
  #isSending = false;
  #problem: GiftProblem | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tools: SenderTools) {
    this.#tools = tools;
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly getView = (): SenderView => this.#view;

  /** One tap. */
  tap(gift: Priced): void {
    if (this.#resume(gift)) return;
    this.#take(afterTap(this.#combo, gift.id, this.#tools.nowMs(), this.#tools.newId()));
    this.#timer ??= setInterval(() => this.#take(afterPause(this.#combo, this.#tools.nowMs())), LOOK_EVERY_MS);
  }

  /** A chosen number, as one order. */
  give(gift: Priced, count: number): void {
    if (this.#resume(gift)) return;
    this.#order({ giftId: gift.id, comboId: this.#tools.newId(), count });
  }

  /** Orders what waits now: the person leaves. */
  flush(): void {
    this.#take(afterPause(this.#combo, Number.POSITIVE_INFINITY));
  }

  /** Puts an order that never got an answer first; true when it is what the person wants to give now. */
  #resume(gift: Priced): boolean {
    this.#problem = null;
    this.#prices.set(gift.id, gift.price);
    const kept = this.#isSending ? null : this.#tools.readKept();
    if (!kept) return false;
    this.#enqueue(kept);
    return kept.giftId === gift.id;
  }

  #take({ combo, order }: ComboStep): void {
    this.#combo = combo;
    if (!combo) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    if (order) this.#order(order);
    else this.#show();
  }

  #order(order: { giftId: string; comboId: string; count: number }): void {
    const expectedPrice = this.#prices.get(order.giftId) ?? 0;
    this.#enqueue({ ...order, expectedPrice, requestId: this.#tools.newId() });
  }

  #enqueue(order: GiftOrderInput): void {
    this.#queue.push(order);
    this.#show();
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let order = this.#queue[0]; order; order = this.#queue[0]) {
      this.#tools.keep(order); // also when the page goes meanwhile
      const problem = await this.#send(order);
      if (problem === "unreachable") this.#tools.onUnreachable();
      else this.#tools.keep(null);
      this.#queue.shift();
      if (problem) this.#stop(problem);
      this.#show();
    }
    this.#isSending = false;
  }

  /** Sends an order until it is answered or given up; null when it was charged. */
  async #send(order: GiftOrderInput): Promise<GiftProblem | null> {
    for (let tries = 1; ; tries++) {
      try {
        this.#tools.onReceipt(await this.#tools.post(order));
        return null;
      } catch (error) {
        const problem = this.#tools.problemOf(error);
        if (problem) return problem;
        if (tries === MOST_TRIES) return "unreachable";
        await this.#tools.wait(FIRST_WAIT_MS * 2 ** (tries - 1));
      }
    }
  }

  /** The rest of what was meant is not sent: it would be refused for the same reason. */
  #stop(problem: GiftProblem): void {
    this.#problem = problem;
    this.#queue.length = 0;
    this.#take({ combo: null, order: null });
  }

  #show(): void {
    const tapped = this.#combo ? this.#combo.waiting * (this.#prices.get(this.#combo.giftId) ?? 0) : 0;
    const ordered = this.#queue.reduce((sum, { count, expectedPrice }) => sum + count * expectedPrice, 0);
    const run = this.#combo && { giftId: this.#combo.giftId, total: this.#combo.total };
    this.#view = { run, pendingCoins: tapped + ordered, problem: this.#problem };
    for (const reader of this.#readers) reader();
  }
}
