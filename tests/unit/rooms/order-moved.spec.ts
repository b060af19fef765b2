import { describe, expect, it } from "vitest";
import { orderMoved } from "@/components/directory/order-moved";

const shown = Array.from({ length: 30 }, (_, index) => `room${index}`);
const moved = (from: number, to: number) => {
  const now = shown.filter((_, index) => index !== from);
  now.splice(to, 0, shown[from] ?? "");
  return now;
};

describe("a list that its reader looks at", () => {
  it("is left alone while neighbours change places, and while only what is further down moves", () => {
    expect(orderMoved(shown, shown)).toBe(false);
    expect(orderMoved(shown, moved(3, 5))).toBe(false);
    expect(orderMoved(shown, moved(29, 20))).toBe(false);
    expect(orderMoved([], [])).toBe(false);
  });

  it("is told of when a room comes to its beginning, leaves it, or moves far in it", () => {
    expect(orderMoved(shown, ["new", ...shown])).toBe(true);
    expect(orderMoved([], ["new"])).toBe(true);
    expect(orderMoved(shown, shown.slice(1))).toBe(true);
    expect(orderMoved(shown, moved(20, 0))).toBe(true);
    expect(orderMoved(shown, moved(0, 9))).toBe(true);
  });
});
