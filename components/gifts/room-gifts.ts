import { chatConnection } from "@/components/chat/connection";
import { SerialLoop } from "@/components/chat/serial-loop";
import { walletStore } from "@/components/wallet/wallet-store";
import type { GiftCard, GiftReceipt } from "@/lib/gifts/schema";
import { GiftFeed } from "./gift-feed";
import { GiftSender } from "./gift-sender";
import { keptOrder } from "./kept-order";
import { orderGift, problemOf, readCatalogue, readHistory } from "./order-gift";

/** The page's view of a room's gifts: what can be given, what was given, and the own giving. */
export class RoomGifts {
  readonly feed: GiftFeed;
  readonly sender: GiftSender;
  readonly #readers = new Set<() => void>();
  readonly #catchUp: SerialLoop;
  /** Since when the room's messages are heard, by this page's clock. */
  #heardSinceMs = 0;
  #gifts: readonly GiftCard[] | null = null;
  /** How far the server's clock is ahead of this machine's. */
  #aheadMs = 0;

  constructor(roomId: string, groupId: string) {
    this.feed = new GiftFeed(() => Date.now() + this.#aheadMs);
    this.sender = new GiftSender({
      post: (order) => orderGift(roomId, order),
      problemOf: (error) => this.#notice(problemOf(error)),
      onReceipt: (receipt) => this.#onReceipt(groupId, receipt),
      newId: () => crypto.randomUUID(),
      nowMs: () => performance.now(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      readKept: () => keptOrder.read(roomId),
      keep: (order) => keptOrder.write(roomId, order),
      onUnreachable: () => void walletStore.refresh(),
    });
    this.#catchUp = new SerialLoop(
      () => this.#readHistory(roomId, groupId),
      () => {}, // asked again after a pause
    );
  }

  /** The room is heard from now on: what was given before is read, until an answer is younger than this moment. */
  catchUp(): void {
    this.#heardSinceMs = performance.now();
    this.#catchUp.runAfresh();
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  /** What can be given, in order; null until it is known. */
  readonly getGifts = (): readonly GiftCard[] | null => this.#gifts;

  /** Reads the catalogue anew. */
  async load(): Promise<void> {
    const found = await readCatalogue();
    if (!found) return;
    this.#gifts = found.gifts;
    this.#aheadMs = found.serverMs - Date.now();
    for (const reader of this.#readers) reader();
  }

  async #readHistory(roomId: string, groupId: string): Promise<void> {
    const { gifts, ageMs } = await readHistory(roomId);
    this.feed.receive(gifts);
    chatConnection.showPastGifts(groupId, gifts);
    if (performance.now() - ageMs < this.#heardSinceMs) throw new Error("older than the moment from which the room is heard");
  }

  /** The sender sees the gift at once; when the room tells of it, it is known already. */
  #onReceipt(groupId: string, { order, balance }: GiftReceipt): void {
    walletStore.setBalance(balance);
    this.feed.receive([order]);
    chatConnection.showGifts(groupId, [order]);
  }

  /** A refusal often means that the page is behind: prices or coins are not what it shows. */
  #notice<T>(problem: T): T {
    if (problem !== null) void Promise.all([this.load(), walletStore.refresh()]);
    return problem;
  }
}
