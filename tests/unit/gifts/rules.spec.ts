import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterPause, afterTap, type Combo, type ComboStep, giftMoves, hostShare, judgeOrder } from "@/lib/gifts/rules";
import { giftOrderInput } from "@/lib/gifts/schema";
import { orderedMoves } from "@/lib/wallet/rules";

describe("the host's share", () => {
  it("is whole coins, and the house keeps the rest", () => {
    expect(hostShare(99, 50)).toBe(49);
    expect(hostShare(1, 50)).toBe(0);
    expect(hostShare(100, 0)).toBe(0);
    expect(hostShare(999_000_000, 100)).toBe(999_000_000);
  });

  it("makes a movement that sums to zero, whatever the price and the share", () => {
    const coins = fc.integer({ min: 1, max: 999_000_000 });
    fc.assert(
      fc.property(coins, fc.integer({ min: 0, max: 100 }), (price, percent) => {
        const share = hostShare(price, percent);
        expect(share).toBeLessThanOrEqual(price);
        const moves = orderedMoves(giftMoves("a", "b", price, share));
        expect(moves.reduce((sum, move) => sum + move.coins, 0)).toBe(0);
        expect(moves[0]).toEqual({ account: { kind: "wallet", userId: "a" }, coins: -price });
      }),
    );
  });
});

describe("an order", () => {
  const offer = { hostId: "host", isOpen: true, price: 10, isOn: true };
  const order = { fromId: "viewer", expectedPrice: 10 };

  it("is taken when the room is open and the price is the one that was shown", () => {
    expect(judgeOrder(offer, order)).toBeNull();
  });

  it.each([
    ["an unknown room or gift", null, order, "not_found"],
    ["the host's own room", offer, { ...order, fromId: "host" }, "own_room"],
    ["a room without a session", { ...offer, isOpen: false }, order, "room_closed"],
    ["a gift that is off", { ...offer, isOn: false }, order, "gift_off"],
    ["a higher price", { ...offer, price: 11 }, order, "price_changed"],
    ["a lower price", { ...offer, price: 9 }, order, "price_changed"],
  ] as const)("is refused for %s", (_what, given, wanted, reason) => {
    expect(judgeOrder(given, wanted)).toBe(reason);
  });
});

describe("an order's body", () => {
  const body = { giftId: "balloon", count: 1, requestId: "abcdef012345", expectedPrice: 10, comboId: "abcdef012345" };

  it("is read", () => {
    expect(giftOrderInput.safeParse(body).success).toBe(true);
  });

  it.each([0, -1, 1.5, Number.POSITIVE_INFINITY, Number.NaN, "1", null, [1], true])("refuses %j of something", (amount) => {
    expect(giftOrderInput.safeParse({ ...body, count: amount }).success).toBe(false);
    expect(giftOrderInput.safeParse({ ...body, expectedPrice: amount }).success).toBe(false);
  });

  it("refuses a number that no order and no price can have", () => {
    expect(giftOrderInput.safeParse({ ...body, count: 1_000 }).success).toBe(false);
    expect(giftOrderInput.safeParse({ ...body, expectedPrice: 1_000_001 }).success).toBe(false);
    expect(giftOrderInput.safeParse(JSON.parse(JSON.stringify(body).replace(/"count":1/, '"count":1e309'))).success).toBe(false);
  });

  it("refuses fields that nobody asked for", () => {
    expect(giftOrderInput.safeParse({ ...body, price: 1 }).success).toBe(false);
  });
});

/** Taps at the given moments, with the timer looking every 100 ms, until the run is over. */
function tapAt(moments: readonly number[]): { orders: number[]; comboIds: Set<string> } {
  let combo: Combo | null = null;
  const orders: number[] = [];
  const comboIds = new Set<string>();
  const take = (step: ComboStep) => {
    combo = step.combo;
    if (!step.order) return;
    orders.push(step.order.count);
    comboIds.add(step.order.comboId);
  };
  const end = (moments.at(-1) ?? 0) + 2_000;
  let next = 0;
  for (let nowMs = 0; nowMs <= end; nowMs += 100) {
    for (; (moments[next] ?? Number.POSITIVE_INFINITY) <= nowMs; next++) take(afterTap(combo, "balloon", nowMs, `run${nowMs}`));
    take(afterPause(combo, nowMs));
  }
  return { orders, comboIds };
}

describe("a run of taps", () => {
  it("of 99 makes 5 orders and one counter", () => {
    const { orders, comboIds } = tapAt(Array.from({ length: 99 }, (_, index) => index * 100));
    expect(orders).toEqual([20, 20, 20, 20, 19]);
    expect(comboIds.size).toBe(1);
  });

  it("ends a second after the last tap", () => {
    const { orders, comboIds } = tapAt([0, 100, 2_000]);
    expect(orders).toEqual([2, 1]);
    expect(comboIds.size).toBe(2);
  });

  it("of exactly 20 makes one order, and none of nothing follows", () => {
    expect(tapAt(Array.from({ length: 20 }, (_, index) => index * 100)).orders).toEqual([20]);
  });

  it("on another gift begins anew, and what waits of the first is not lost", () => {
    const first = afterTap(null, "balloon", 0, "one");
    const second = afterTap(first.combo, "dango", 100, "two");
    expect(second.combo).toMatchObject({ giftId: "dango", comboId: "two", total: 1 });
    expect(second.order).toEqual({ giftId: "balloon", comboId: "one", count: 1 });
  });

  it("orders every tap once, whatever the rhythm", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 120 }), (gaps) => {
        let at = 0;
        const moments = gaps.map((gap) => {
          at += gap;
          return at;
        });
        expect(tapAt(moments).orders.reduce((sum, count) => sum + count, 0)).toBe(gaps.length);
      }),
    );
  });
});
