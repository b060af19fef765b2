import { describe, expect, it } from "vitest";
import { afterTime, type BannerQueue, NO_BANNERS, withGift } from "@/components/gifts/banner-queue";
import { GiftFeed } from "@/components/gifts/gift-feed";
import type { GiftNews, GiftTier } from "@/lib/gifts/schema";

let orders = 0;
const news = (from: string, change: { gift?: string; tier?: GiftTier; count?: number; comboId?: string; atMs?: number } = {}) => {
  const { gift = "balloon", tier = 1, count = 1, comboId = `run of ${from}`, atMs = 0 } = change;
  const names = { ja: gift, en: gift, zh: gift };
  const id = String(++orders);
  return {
    id,
    comboId,
    from: { id: from, name: from },
    gift: { id: gift, names, tier, art: "" },
    count,
    coins: count,
    atMs,
  } as GiftNews;
};
const counters = (queue: BannerQueue) => queue.shown.map(({ key, count }) => `${key} ${count}`);

describe("banners", () => {
  it("count one person's gifts of one kind together", () => {
    let queue = NO_BANNERS;
    for (const count of [20, 20, 20, 20, 19]) queue = withGift(queue, news("a", { count }), 0);
    expect(counters(queue)).toEqual(["a:balloon 99"]);
  });

  it("are two at most; a third waits, and then stays as long as the others", () => {
    let queue = NO_BANNERS;
    for (const from of ["a", "b", "c"]) queue = withGift(queue, news(from), 0);
    expect(counters(queue)).toEqual(["a:balloon 1", "b:balloon 1"]);
    queue = afterTime(queue, 1_800);
    expect(counters(queue)).toEqual(["c:balloon 1"]);
    expect(counters(afterTime(queue, 6_700))).toHaveLength(1);
    expect(counters(afterTime(queue, 6_800))).toHaveLength(0);
  });

  it("stay five seconds after the last gift", () => {
    let queue = withGift(NO_BANNERS, news("a"), 0);
    queue = withGift(queue, news("a"), 4_900);
    expect(counters(afterTime(queue, 9_800))).toEqual(["a:balloon 2"]);
    expect(counters(afterTime(queue, 9_900))).toEqual([]);
  });

  it("go on counting when a gift of the same run comes late, and begin at one for another run", () => {
    let queue = afterTime(withGift(NO_BANNERS, news("a", { count: 80, comboId: "one" }), 0), 10_000);
    expect(counters(queue)).toEqual([]);
    queue = withGift(queue, news("a", { count: 19, comboId: "one" }), 30_000);
    expect(counters(queue)).toEqual(["a:balloon 99"]);
    queue = withGift(afterTime(queue, 40_000), news("a", { comboId: "two" }), 40_000);
    expect(counters(queue)).toEqual(["a:balloon 1"]);
  });

  it("of a crowd keep the dearest, and never more than twenty wait", () => {
    let queue = NO_BANNERS;
    for (let person = 0; person < 100; person++) queue = withGift(queue, news(`p${person}`, { count: person + 1 }), 0);
    expect(queue.waiting).toHaveLength(20);
    expect(queue.waiting[0]?.key).toBe("p99:balloon");
  });
});

describe("a room's gifts", () => {
  it("count once, whatever the number of times they are told", () => {
    const feed = new GiftFeed(() => 1_000);
    const one = news("a", { count: 3, atMs: 1_000 });
    feed.receive([one]);
    feed.receive([one, one]);
    expect(feed.getView().banners.map(({ count }) => count)).toEqual([3]);
    feed.close();
  });

  it("fly once each, and not when they are history", () => {
    const flown: string[] = [];
    const feed = new GiftFeed(() => 100_000);
    feed.onFresh(({ id }) => flown.push(id));
    const [fresh, old] = [news("a", { atMs: 99_000 }), news("b", { atMs: 50_000 })];
    feed.receive([fresh, old]);
    feed.receive([fresh]);
    expect(flown).toEqual([fresh.id]);
    feed.close();
  });

  it("that are history move nothing", () => {
    const feed = new GiftFeed(() => 100_000);
    feed.receive([news("a", { tier: 3, atMs: 50_000 })]);
    expect(feed.getView()).toEqual({ banners: [], effect: null });
    feed.close();
  });

  it("play one effect at a time, and small gifts none", () => {
    const feed = new GiftFeed(() => 1_000);
    feed.receive([
      news("a"),
      news("b", { tier: 2, gift: "drum", atMs: 1_000 }),
      news("c", { tier: 3, gift: "boats", atMs: 1_000 }),
    ]);
    expect(feed.getView().effect?.gift.id).toBe("drum");
    feed.close();
  });
});
