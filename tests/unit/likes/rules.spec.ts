import { describe, expect, it } from "vitest";
import { acceptedLikes, gatheringMs, LIKES_PER_MINUTE } from "@/lib/likes/rules";
import { likeBatchOf } from "@/lib/likes/schema";

describe("the cap of one person", () => {
  it("takes what is left of the minute and no more", () => {
    expect(acceptedLikes(5, 0)).toBe(5);
    expect(acceptedLikes(1e9, 0)).toBe(LIKES_PER_MINUTE);
    expect(acceptedLikes(5, LIKES_PER_MINUTE - 2)).toBe(2);
    expect(acceptedLikes(5, LIKES_PER_MINUTE + 7)).toBe(0);
  });
});

describe("gathering taps", () => {
  it("takes about a second in a small room, and twenty in any other", () => {
    expect(gatheringMs(1, 0.5)).toBe(1_000);
    expect(gatheringMs(0, 0.5)).toBe(1_000);
    expect(gatheringMs(1_000_000, 1)).toBeLessThanOrEqual(30_000);
  });

  it("spreads the batches of a thousand people who begin to tap in the same moment", () => {
    const random = (index: number) => (index * 0.618) % 1;
    const seconds = new Map<number, number>();
    for (let person = 0; person < 1_000; person++) {
      const second = Math.floor(gatheringMs(1_000, random(person)) / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    expect(Math.max(...seconds.values())).toBeLessThan(80);
    expect([...seconds.values()].reduce((sum, one) => sum + one, 0)).toBe(1_000);
  });
});

describe("a batch on the wire", () => {
  const batchOf = (data: unknown) => {
    const Data = typeof data === "string" ? data : JSON.stringify(data);
    return likeBatchOf([{ type: "TIMCustomElem", content: { Data } }]);
  };
  const good = { v: 1, type: "like", batchId: "0123456789ab", count: 3 };

  it("is read when it is whole", () => {
    expect(batchOf(good)).toEqual(good);
    expect(batchOf({ ...good, count: 1e9 })).toEqual({ ...good, count: 1e9 });
  });

  it("is nothing when a field is of another kind", () => {
    for (const count of [0, -3, 1.5, "3", null, 2 ** 60]) expect(batchOf({ ...good, count })).toBeNull();
    expect(batchOf('{"v":1,"type":"like","batchId":"0123456789ab","count":1e309}')).toBeNull();
    expect(batchOf({ ...good, batchId: "../x" })).toBeNull();
    expect(batchOf({ ...good, total: 99 })).toBeNull();
    expect(batchOf("like")).toBeNull();
    expect(batchOf({ v: 1, type: "room.likes", roomId: "a", total: 9 })).toBeNull();
  });

  it("stands alone in its message", () => {
    const element = { type: "TIMCustomElem", content: { Data: JSON.stringify(good) } };
    expect(likeBatchOf([element, element])).toBeNull();
    expect(likeBatchOf([{ type: "TIMTextElem", content: { Text: JSON.stringify(good) } }])).toBeNull();
    expect(likeBatchOf([])).toBeNull();
  });
});
