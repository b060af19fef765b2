import { describe, expect, it, vi } from "vitest";
import { GiftSender, type SenderTools } from "@/components/gifts/gift-sender";
import type { GiftOrderInput, GiftReceipt } from "@/lib/gifts/schema";

const balloon = { id: "balloon", price: 10 };

/** A sender whose server is a function, whose time is a number, and whose waits are noted. */
function senderWith(answer: (order: GiftOrderInput, call: number) => "paid" | "lost" | "refused") {
  const posted: GiftOrderInput[] = [];
  const waits: number[] = [];
  const clock = { nowMs: 0 };
  let ids = 0;
  const receipts: GiftReceipt[] = [];
  const kept: { order: GiftOrderInput | null; looks: number } = { order: null, looks: 0 };
  const tools: SenderTools = {
    post: async (order) => {
      posted.push(order);
      const result = answer(order, posted.length);
      if (result !== "paid") throw new Error(result);
      return { balance: 0, order: { count: order.count } } as GiftReceipt;
    },
    problemOf: (error) => ((error as Error).message === "refused" ? "insufficient_coins" : null),
    onReceipt: (receipt) => receipts.push(receipt),
    newId: () => `id${++ids}`,
    nowMs: () => clock.nowMs,
    wait: async (ms) => void waits.push(ms),
    readKept: () => kept.order,
    keep: (order) => {
      kept.order = order;
    },
    onUnreachable: () => {
      kept.looks += 1;
    },
  };
  return { sender: new GiftSender(tools), tools, posted, waits, clock, receipts, kept };
}

const settled = () => vi.waitFor(() => undefined);

describe("giving", () => {
  it("taps 99 times as 5 orders of one run", async () => {
    const { sender, posted, clock } = senderWith(() => "paid");
    for (let tap = 0; tap < 99; tap++) {
      clock.nowMs += 50;
      sender.tap(balloon);
    }
    expect(sender.getView().run).toEqual({ giftId: "balloon", total: 99 });
    sender.flush();
    await vi.waitFor(() => expect(posted).toHaveLength(5));
    expect(posted.map(({ count }) => count)).toEqual([20, 20, 20, 20, 19]);
    expect(new Set(posted.map(({ comboId }) => comboId)).size).toBe(1);
    expect(new Set(posted.map(({ requestId }) => requestId)).size).toBe(5);
  });

  it("gives a chosen number as one order", async () => {
    const { sender, posted } = senderWith(() => "paid");
    sender.give(balloon, 99);
    expect(sender.getView().pendingCoins).toBe(990);
    await vi.waitFor(() => expect(sender.getView().pendingCoins).toBe(0));
    expect(posted).toMatchObject([{ giftId: "balloon", count: 99, expectedPrice: 10 }]);
  });

  it("repeats an order without an answer under the same name, until it is answered", async () => {
    const { sender, posted, waits, receipts } = senderWith((_order, call) => (call < 4 ? "lost" : "paid"));
    sender.give(balloon, 1);
    await vi.waitFor(() => expect(receipts).toHaveLength(1));
    expect(new Set(posted.map(({ requestId }) => requestId)).size).toBe(1);
    expect(waits).toEqual([500, 1_000, 2_000]);
    expect(sender.getView().problem).toBeNull();
  });

  it("gives up after six tries and says so", async () => {
    const { sender, posted } = senderWith(() => "lost");
    sender.give(balloon, 1);
    await vi.waitFor(() => expect(sender.getView().problem).toBe("unreachable"));
    expect(posted).toHaveLength(6);
  });

  it("sends an order that never got an answer again under its name when that gift is given again, also after a reload", async () => {
    const { sender, tools, posted, receipts, kept } = senderWith((_order, call) => (call <= 6 ? "lost" : "paid"));
    sender.give(balloon, 3);
    await vi.waitFor(() => expect(sender.getView().problem).toBe("unreachable"));
    expect(kept).toMatchObject({ order: { count: 3 }, looks: 1 });
    const reloaded = new GiftSender(tools);
    reloaded.give(balloon, 3);
    await vi.waitFor(() => expect(receipts).toHaveLength(1));
    expect(new Set(posted.map(({ requestId }) => requestId)).size).toBe(1);
    expect(kept.order).toBeNull();
    reloaded.give(balloon, 3);
    await vi.waitFor(() => expect(receipts).toHaveLength(2));
    expect(new Set(posted.map(({ requestId }) => requestId)).size).toBe(2);
  });

  it("settles an order that never got an answer before another gift is given", async () => {
    const { sender, posted, receipts } = senderWith((_order, call) => (call <= 6 ? "lost" : "paid"));
    sender.give(balloon, 3);
    await vi.waitFor(() => expect(sender.getView().problem).toBe("unreachable"));
    sender.give({ id: "star", price: 5 }, 1);
    await vi.waitFor(() => expect(receipts).toHaveLength(2));
    expect(posted.slice(6).map(({ giftId }) => giftId)).toEqual(["balloon", "star"]);
    expect(posted[6]?.requestId).toBe(posted[0]?.requestId);
  });

  it("ends the run with the first refusal, and the next tap begins anew", async () => {
    const { sender, posted } = senderWith((_order, call) => (call === 2 ? "refused" : "paid"));
    sender.give(balloon, 1);
    sender.give(balloon, 2);
    sender.give(balloon, 3);
    sender.tap(balloon);
    await vi.waitFor(() => expect(sender.getView().problem).toBe("insufficient_coins"));
    expect(sender.getView()).toEqual({ run: null, pendingCoins: 0, problem: "insufficient_coins" });
    expect(posted).toHaveLength(2);
    sender.tap(balloon);
    expect(sender.getView()).toMatchObject({ run: { total: 1 }, problem: null });
    sender.flush();
    await settled();
  });

  it("sends one order after the other", async () => {
    let open = 0;
    let most = 0;
    const { sender, posted } = senderWith(() => {
      open += 1;
      most = Math.max(most, open);
      open -= 1;
      return "paid";
    });
    for (let count = 1; count <= 5; count++) sender.give(balloon, count);
    await vi.waitFor(() => expect(posted.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5]));
    expect(most).toBe(1);
  });
});
