import { describe, expect, it } from "vitest";
import { RoomLikes } from "@/components/likes/room-likes";
import { LIKES_PER_MINUTE } from "@/lib/likes/rules";
import type { LikeBatch } from "@/lib/likes/schema";

/** A page whose answers the test gives by hand; nothing is sent by a timer, only by `flush`. */
function page(total = 0) {
  const sent: LikeBatch[] = [];
  const answers: ((outcome: boolean | Error) => void)[] = [];
  let ids = 0;
  let nowMs = 0;
  const likes = new RoomLikes(
    {
      send: (batch) => {
        sent.push(batch);
        return new Promise((resolve, reject) => {
          answers.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
        });
      },
      gatheringMs: () => 3_600_000,
      newBatchId: () => `batch${ids++}`,
      nowMs: () => nowMs,
    },
    total,
  );
  const answer = async (outcome: boolean | Error) => {
    answers.shift()?.(outcome);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { likes, sent, answer, later: (ms: number) => (nowMs += ms) };
}

describe("the likes of a page", () => {
  it("leave as one batch for many taps, while the next ones gather", async () => {
    const { likes, sent, answer } = page();
    for (let tap = 0; tap < 7; tap++) likes.tap();
    likes.flush();
    likes.tap();
    likes.flush();
    expect(sent).toEqual([{ v: 1, type: "like", batchId: "batch0", count: 7 }]);
    await answer(true);
    likes.flush();
    expect(sent[1]).toEqual({ v: 1, type: "like", batchId: "batch1", count: 1 });
    expect(likes.getView()).toEqual({ count: 8, isLiked: true });
  });

  it("that are left when the room is left go at once, also behind a batch that is on its way", async () => {
    const { likes, sent, answer } = page();
    const leave = likes.open();
    likes.tap();
    likes.flush();
    likes.tap();
    leave();
    expect(sent).toHaveLength(1);
    await answer(true);
    expect(sent.map(({ count }) => count)).toEqual([1, 1]);
    await answer(new Error("no answer"));
    expect(sent).toHaveLength(2);
  });

  it("go again under the same id after a lost answer, with the same count", async () => {
    const { likes, sent, answer } = page();
    likes.tap();
    likes.flush();
    await answer(new Error("no answer"));
    likes.tap();
    likes.flush();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(likes.getView().count).toBe(2);
  });

  it("are taken back when the server refuses them", async () => {
    const { likes, answer } = page(5);
    likes.tap();
    likes.flush();
    expect(likes.getView().count).toBe(6);
    await answer(false);
    expect(likes.getView().count).toBe(5);
  });

  it("stop at the cap of a minute and go on in the next", () => {
    const { likes, later } = page();
    for (let tap = 0; tap < LIKES_PER_MINUTE + 50; tap++) likes.tap();
    expect(likes.getView().count).toBe(LIKES_PER_MINUTE);
    later(60_000);
    likes.tap();
    expect(likes.getView().count).toBe(LIKES_PER_MINUTE + 1);
  });

  it("begin anew with a new session", () => {
    const { likes } = page(3);
    likes.hear(3, 1_000);
    likes.hear(90, 1_000);
    expect(likes.getView().count).toBe(90);
    likes.hear(0, 2_000);
    expect(likes.getView().count).toBe(0);
  });

  it("of others are seen at once, but only the server's total is counted: a forged one does not stay, nor stop the hearts", () => {
    const { likes } = page(10);
    likes.hear(10, 1_000);
    const counts: number[] = [];
    likes.onBurst(({ count }) => counts.push(count));
    likes.hearHint(14);
    expect(likes.getView().count).toBe(10);
    likes.hearNews(15);
    expect(likes.getView().count).toBe(15);
    likes.hearHint(1_000_000_000);
    expect(likes.getView().count).toBe(15);
    likes.hearNews(17);
    likes.hearHint(20);
    expect(likes.getView().count).toBe(17);
    expect(counts).toEqual([4, 1, LIKES_PER_MINUTE, 3]);
  });

  it("fall when the server's count fell, but not for a total that comes late from before", () => {
    const { likes, later } = page();
    likes.hear(10, 1_000);
    likes.hearNews(14);
    later(10_000);
    likes.hear(12, 1_000);
    expect(likes.getView().count).toBe(14);
    later(10_000);
    likes.tap();
    likes.hearNews(9);
    expect(likes.getView().count).toBe(10); // the own tap is not lost
    likes.hear(8, 1_000);
    expect(likes.getView().count).toBe(10);
    likes.hearNews(11);
    expect(likes.getView().count).toBe(12);
  });

  it("show those of others as hearts, the own only once", async () => {
    const { likes, answer } = page(10);
    likes.hear(10, 1_000);
    const bursts: { count: number; isOwn: boolean }[] = [];
    likes.onBurst(({ count, isOwn }) => bursts.push({ count, isOwn }));
    likes.tap();
    likes.flush();
    await answer(true);
    likes.hearNews(14);
    expect(bursts).toEqual([
      { count: 1, isOwn: true },
      { count: 3, isOwn: false },
    ]);
  });
});
