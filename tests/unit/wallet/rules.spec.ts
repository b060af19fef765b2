import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountId,
  accountOf,
  allowanceDay,
  disputeCoins,
  earnings,
  isReversible,
  issuance,
  nextDayMs,
  opposite,
  orderedMoves,
  refundCoins,
  refundMoves,
  revenue,
  wallet,
} from "@/lib/wallet/rules";
import { grantCoinsInput, ledgerKinds, requestId } from "@/lib/wallet/schema";

describe("a movement of coins", () => {
  it("takes wallets first and then earnings, whatever the order it is written in", () => {
    const moves = [
      { account: earnings("b"), coins: 5 },
      { account: revenue, coins: 5 },
      { account: wallet("a"), coins: -10 },
    ];
    const order = ["wallet:a", "earnings:b", "revenue"];
    for (const written of [moves, [...moves].reverse()]) {
      expect(orderedMoves(written).map(({ account }) => accountId(account))).toEqual(order);
    }
  });

  it("leaves out what moves nothing", () => {
    const moves = [wallet("a"), earnings("b"), revenue].map((account, index) => ({ account, coins: [-1, 0, 1][index] ?? 0 }));
    expect(orderedMoves(moves)).toHaveLength(2);
  });

  it("is refused unless whole amounts of different accounts sum to zero", () => {
    const move = (...coins: number[]) => coins.map((one, index) => ({ account: wallet(String(index)), coins: one }));
    expect(() => orderedMoves(move(1, -2))).toThrow();
    expect(() => orderedMoves(move(0.5, -0.5))).toThrow();
    expect(() => orderedMoves(move(0, 0))).toThrow();
    expect(() => orderedMoves(move(Number.NaN, 1))).toThrow();
    expect(() =>
      orderedMoves([
        { account: wallet("a"), coins: 1 },
        { account: wallet("a"), coins: -1 },
      ]),
    ).toThrow();
  });

  it("and its opposite leave every account as it was", () => {
    const coins = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(coins, coins, (share, rest) => {
        const moves = orderedMoves([
          { account: wallet("a"), coins: -share - rest },
          { account: earnings("b"), coins: share },
          { account: revenue, coins: rest },
        ]);
        const both = [...moves, ...orderedMoves(opposite(moves))];
        for (const { account } of moves) {
          const own = both.filter((move) => accountId(move.account) === accountId(account));
          expect(own.reduce((sum, move) => sum + move.coins, 0)).toBe(0);
        }
      }),
    );
  });
});

describe("money that goes back", () => {
  it("takes coins in proportion, and all of them only when all of it went", () => {
    const all = { coins: 120, refundedCoins: 0 };
    const taken = (amountMinor: number) => refundCoins(all, { amountMinor, ofMinor: 160 }, 0);
    expect([80, 159, 160, 320].map(taken)).toEqual([60, 119, 120, 120]);
    expect(refundCoins({ coins: 120, refundedCoins: 60 }, { amountMinor: 40, ofMinor: 160 }, 0)).toBe(0); // told in the wrong order
  });

  it("goes back once, be it by refunds or by disputes, and never more than was bought", () => {
    const purchase = { coins: 120, amountMinor: 160, currency: "jpy", refundedCoins: 0 };
    expect(disputeCoins(purchase, { amountMinor: 80, currency: "jpy" })).toBe(60);
    expect(disputeCoins(purchase, { amountMinor: 1, currency: "usd" })).toBe(120); // no share of it can be told
    const disputed = { ...purchase, refundedCoins: 60 };
    expect(refundCoins(disputed, { amountMinor: 40, ofMinor: 160 }, 60)).toBe(30);
    expect(refundCoins(disputed, { amountMinor: 160, ofMinor: 160 }, 60)).toBe(60);
    expect(disputeCoins({ ...purchase, refundedCoins: 90 }, { amountMinor: 160, currency: "jpy" })).toBe(30);
  });

  it("takes what the wallet has, and the rest is the house's loss", () => {
    const coins = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(coins, fc.integer({ min: 0, max: 1_000_000 }), (back, balance) => {
        const moves = orderedMoves(refundMoves("a", back, balance));
        const of = (id: string) => moves.find(({ account }) => accountId(account) === id)?.coins ?? 0;
        expect(balance + of("wallet:a")).toBeGreaterThanOrEqual(0);
        expect(of("issuance")).toBe(back);
        expect(of("wallet:a") + of("writeOff")).toBe(-back);
      }),
    );
  });
});

describe("accounts", () => {
  it.each([wallet("x1"), earnings("x1"), revenue, issuance])("are found again by their id", (account) => {
    expect(accountOf(accountId(account))).toEqual(account);
  });

  it("of an unknown id do not exist", () => {
    for (const id of ["", "wallet", "wallet:", "revenue:x", "bank:x"]) expect(() => accountOf(id)).toThrow();
  });
});

describe("what an admin can take back", () => {
  it("is not a purchase, a refund or a reversal", () => {
    expect(ledgerKinds.filter(isReversible)).toEqual(["grant", "allowance", "gift", "membership"]);
  });
});

describe("the allowance's day", () => {
  it("changes at midnight UTC", () => {
    const midnight = Date.UTC(2026, 10, 25);
    expect(allowanceDay(midnight - 1)).toBe("2026-11-24");
    expect(allowanceDay(midnight)).toBe("2026-11-25");
    expect(nextDayMs(midnight - 1)).toBe(midnight);
    expect(nextDayMs(midnight)).toBe(midnight + 86_400_000);
  });
});

describe("a grant's form", () => {
  const form = { requestId: "abcd1234", email: " A@example.com ", coins: "25", reason: "lost in an outage" };

  it("is read", () => {
    expect(grantCoinsInput.parse(form)).toMatchObject({ email: "a@example.com", coins: 25 });
  });

  it.each(["0", "-1", "1.5", "1e3", "1e309", "0x10", "", " 5", "1000001", "99999999999"])("refuses %j coins", (coins) => {
    expect(grantCoinsInput.safeParse({ ...form, coins }).success).toBe(false);
  });

  it("wants a reason, and a name for the request that cannot be taken for another kind", () => {
    expect(grantCoinsInput.safeParse({ ...form, reason: "  " }).success).toBe(false);
    for (const name of ["short", "a:b:c:d:e", "x".repeat(65), 5]) expect(requestId.safeParse(name).success).toBe(false);
  });
});
