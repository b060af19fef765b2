import { describe, expect, it } from "vitest";
import { judgeMembership, MEMBERSHIP_DAYS, membershipUntil } from "@/lib/memberships/rules";

const DAY_MS = 86_400_000;
const month = MEMBERSHIP_DAYS * DAY_MS;

describe("a membership", () => {
  it("is nobody's who never paid", () => {
    expect(membershipUntil([])).toBeNull();
  });

  it("lasts 30 days from its payment", () => {
    expect(membershipUntil([1_000])).toBe(1_000 + 30 * DAY_MS);
  });

  it("goes on from its end when it is bought again while it runs, whatever the order of the payments", () => {
    const paid = [0, 5 * DAY_MS, 6 * DAY_MS];
    expect(membershipUntil(paid)).toBe(3 * month);
    expect(membershipUntil(paid.toReversed())).toBe(3 * month);
    expect(paid).toEqual([0, 5 * DAY_MS, 6 * DAY_MS]);
  });

  it("begins anew when it is bought after its end", () => {
    expect(membershipUntil([0, month + 7 * DAY_MS])).toBe(2 * month + 7 * DAY_MS);
  });

  it("loses a month when one is taken back", () => {
    expect(membershipUntil([0, 1_000, 2_000].filter((atMs) => atMs !== 0))).toBe(1_000 + 2 * month);
  });

  it("is refused for the own room, an unknown one, another price, and where none is offered", () => {
    const offer = { hostId: "host", price: 300 };
    const wish = { fromId: "viewer", expectedPrice: 300 };
    expect(judgeMembership(offer, wish)).toBeNull();
    expect(judgeMembership(null, wish)).toBe("not_found");
    expect(judgeMembership({ ...offer, price: 0 }, wish)).toBe("not_found");
    expect(judgeMembership(offer, { ...wish, fromId: "host" })).toBe("own_room");
    expect(judgeMembership(offer, { ...wish, expectedPrice: 299 })).toBe("price_changed");
  });
});
