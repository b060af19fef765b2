import { describe, expect, it } from "vitest";
import { BroadcastLog, Feed } from "../../../../emulators/chat/feed";
import type { EncodedBody } from "../../../../emulators/chat/frames";

const message = (MsgSeq: number) => ({ Event: 3, MsgSeq });
const seqs = (answer: EncodedBody): number[] =>
  (JSON.parse(answer.json).RspMsgList ?? []).map((item: { MsgSeq: number }) => item.MsgSeq);
const poll = (fromSeq: number, owner: object = {}) => ({ owner, key: "k", fromSeq });

describe("a feed", () => {
  it("answers at once with everything from the asked number on", async () => {
    const feed = new Feed(new BroadcastLog(), 0);
    for (const seq of [3, 5, 9]) feed.append(message(seq), 0);
    const answer = await feed.wait(poll(4), 1_000);
    expect(seqs(answer)).toEqual([5, 9]);
    expect(JSON.parse(answer.json)).toMatchObject({ ErrorCode: 0, Key: "k", NextSeq: 10 });
  });

  it("gives waiting polls that asked from different numbers what each of them lacks", async () => {
    const feed = new Feed(new BroadcastLog(), 9);
    const waiting = [feed.wait(poll(10), 10_000), feed.wait(poll(11), 10_000), feed.wait(poll(10), 10_000)];
    feed.append(message(10), 0);
    feed.append(message(11), 0);
    expect((await Promise.all(waiting)).map(seqs)).toEqual([[10, 11], [11], [10, 11]]);
  });

  it("answers an empty poll after its hold, without a list", async () => {
    const answer = await new Feed(new BroadcastLog(), 4).wait(poll(5), 1);
    expect(answer.json).toBe('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","Key":"k","NextSeq":5}');
  });

  it("lets go of the polls of one socket only", async () => {
    const feed = new Feed(new BroadcastLog(), 0);
    const [mine, yours] = [{}, {}];
    const gone = feed.wait(poll(1, mine), 10_000);
    const stays = feed.wait(poll(1, yours), 10_000);
    feed.releaseOwner(mine);
    expect(seqs(await gone)).toEqual([]);
    feed.append(message(1), 0);
    expect(seqs(await stays)).toEqual([1]);
  });

  it("keeps the last messages of the day for newcomers, and no tips", () => {
    const feed = new Feed(new BroadcastLog(), 0);
    for (let seq = 1; seq <= 30; seq += 1) feed.append({ Event: seq % 2 ? 3 : 4, MsgSeq: seq }, seq);
    expect(feed.recentMessages(3, 0).map((item) => item.MsgSeq)).toEqual([25, 27, 29]);
    expect(feed.recentMessages(20, 28).map((item) => item.MsgSeq)).toEqual([29]);
  });

  it("delivers broadcasts to polls that ask for them", async () => {
    const broadcasts = new BroadcastLog();
    const feed = new Feed(broadcasts, 0);
    const waiting = feed.wait({ ...poll(1), broadcastFrom: 2 }, 10_000);
    broadcasts.add(message(2), 0);
    feed.flushSoon();
    expect(JSON.parse((await waiting).json)).toMatchObject({ NextBroadcastSeq: 3, RspBroadcastMsgList: [{ MsgSeq: 2 }] });
  });
});
