import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Feed, FeedShared } from "../../../../emulators/chat/feed";
import type { Outlet, Poll, Reader } from "../../../../emulators/chat/reader";

interface Item {
  MsgSeq: number;
}
interface SentFrame {
  head: { servcmd: string; seq: number };
  body: { NextSeq?: number; RspMsgList?: Item[]; EventArray?: { Event: number; GroupMsgArray?: Item[]; GroupTips?: Item[] }[] };
}

/** A socket that keeps what is written to it, as the client would parse it. */
class Socket implements Outlet {
  isCongested = false;
  readonly readers: Reader[] = [];
  readonly raw: Buffer[] = [];

  constructor(readonly isBinary = true) {}

  sendFrame(frame: Buffer): void {
    this.raw.push(frame);
  }

  get frames(): SentFrame[] {
    return this.raw.map((frame) => JSON.parse(frame.subarray(headerBytes(frame)).toString()));
  }

  /** The numbers in each frame: a poll's answer with a leading "poll", a push without. */
  get seqs(): (number | "poll")[][] {
    return this.frames.map(({ body }) => {
      const pushed = body.EventArray?.flatMap((entry) => [...(entry.GroupMsgArray ?? []), ...(entry.GroupTips ?? [])]);
      const numbers = (pushed ?? body.RspMsgList ?? []).map((item) => item.MsgSeq);
      return pushed ? numbers : ["poll" as const, ...numbers];
    });
  }
}

const headerBytes = (frame: Buffer) => (frame[1] === 127 ? 10 : frame[1] === 126 ? 4 : 2);
const message = (MsgSeq: number, more: Record<string, unknown> = {}) => ({ Event: 3, MsgSeq, ToGroupId: "g", ...more });
const ticket = { userId: "u", instanceId: 1, issuedMs: 0, groupId: "g", startSeq: 0 };
let requests = 0;
const poll = (outlet: Outlet, fromSeq: number, more: Partial<Poll> = {}): Poll => {
  requests += 1;
  const request = { servcmd: "s.get_msg", seq: requests, key: "k", ticket, broadcastFrom: undefined, takesPushes: false };
  return { outlet, fromSeq, ...request, ...more };
};
const pushed = (outlet: Outlet, fromSeq: number) => poll(outlet, fromSeq, { takesPushes: true });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const soon = () => vi.advanceTimersByTime(60);

describe("a poll", () => {
  it("is answered at once with everything from the asked number on", () => {
    const feed = new Feed(new FeedShared(), 0);
    for (const seq of [3, 5, 9]) feed.append(message(seq), 0);
    const socket = new Socket();
    const request = poll(socket, 4);
    feed.hold(request, 1_000);
    expect(socket.seqs).toEqual([["poll", 5, 9]]);
    expect(socket.frames[0]).toMatchObject({
      head: { servcmd: "s.get_msg", seq: request.seq },
      body: { ErrorCode: 0, Key: "k", NextSeq: 10 },
    });
  });

  it("gets what it lacks, whatever the others asked for", () => {
    const feed = new Feed(new FeedShared(), 9);
    const sockets = [new Socket(), new Socket(), new Socket(false)];
    for (const [index, socket] of sockets.entries()) feed.hold(poll(socket, index === 1 ? 11 : 10), 10_000);
    feed.append(message(10), 0);
    feed.append(message(11), 0);
    soon();
    expect(sockets.map((socket) => socket.seqs)).toEqual([[["poll", 10, 11]], [["poll", 11]], [["poll", 10, 11]]]);
    expect(sockets.map((socket) => socket.raw[0]?.[0])).toEqual([0x82, 0x82, 0x81]);
  });

  it("is answered empty after its hold, without a list", () => {
    const socket = new Socket();
    new Feed(new FeedShared(), 4).hold(poll(socket, 5), 1);
    expect(socket.raw).toEqual([]);
    soon();
    expect(socket.frames[0]?.body).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", Key: "k", NextSeq: 5 });
  });

  it("that comes while another of its socket waits ends that one", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    const [first, second] = [poll(socket, 1), poll(socket, 1)];
    feed.hold(first, 10_000);
    feed.hold(second, 10_000);
    expect(socket.frames.map((frame) => frame.head.seq)).toEqual([first.seq]);
    feed.append(message(1), 0);
    soon();
    expect(socket.frames[1]?.head.seq).toBe(second.seq);
  });

  it("ends with its own socket only", () => {
    const feed = new Feed(new FeedShared(), 0);
    const [mine, yours] = [new Socket(), new Socket()];
    feed.hold(poll(mine, 1), 10_000);
    feed.hold(poll(yours, 1), 10_000);
    feed.releaseOwner(mine);
    expect(mine.seqs).toEqual([["poll"]]);
    feed.append(message(1), 0);
    soon();
    expect([mine.seqs, yours.seqs]).toEqual([[["poll"]], [["poll", 1]]]);
  });

  it("delivers broadcasts to clients that ask for them", () => {
    const shared = new FeedShared();
    const feed = new Feed(shared, 0);
    const socket = new Socket();
    feed.hold({ ...pushed(socket, 1), broadcastFrom: 2 }, 10_000);
    shared.broadcasts.add(message(2), 0);
    feed.flushSoon();
    soon();
    expect(socket.frames[0]?.body).toMatchObject({ NextBroadcastSeq: 3, RspBroadcastMsgList: [{ MsgSeq: 2 }] });
  });
});

describe("a push", () => {
  it("is one buffer for all sockets of a group, and carries all that came in the gap", () => {
    const feed = new Feed(new FeedShared(), 0);
    const sockets = range(1, 5).map(() => new Socket());
    for (const socket of sockets) feed.hold(pushed(socket, 1), 10_000);
    for (const seq of [1, 2]) feed.append(message(seq), 0);
    feed.append({ Event: 4, MsgSeq: 3, ToGroupId: "g", MsgBody: { OpType: 6 } }, 0);
    soon();
    expect(sockets[0]?.frames[0]).toMatchObject({
      head: { servcmd: "im_open_push.msg_push" },
      body: {
        EventArray: [
          { Event: 3, GroupMsgArray: [{ GroupId: "g", MsgSeq: 1 }, { MsgSeq: 2 }] },
          { Event: 4, GroupTips: [{ MsgSeq: 3 }] },
        ],
      },
    });
    for (const socket of sockets) expect(socket.raw).toEqual([expect.any(Buffer)]);
    expect(new Set(sockets.map((socket) => socket.raw[0])).size).toBe(1);
  });

  it("reaches the socket between two polls, and the next poll does not repeat it", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    feed.hold(pushed(socket, 1), 10);
    soon();
    feed.append(message(1), 0);
    soon();
    feed.hold(pushed(socket, 1), 1_000);
    vi.advanceTimersByTime(1_100);
    expect(socket.seqs).toEqual([["poll"], [1], ["poll"]]);
    expect(socket.frames.at(-1)?.body.NextSeq).toBe(2);
  });

  it("that a broken socket may have lost comes again on the new one, and never more than the SDK can tell apart", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    feed.hold(pushed(socket, 1), 100_000);
    for (const seq of range(1, 500)) {
      feed.append(message(seq), 0);
      vi.advanceTimersByTime(5);
      const after = socket.seqs.slice(socket.seqs.findLastIndex((numbers) => numbers[0] === "poll") + 1);
      expect(after.flat().length).toBeLessThanOrEqual(90);
    }
    const again = new Socket();
    feed.hold(pushed(again, 1), 1_000);
    expect(again.seqs).toEqual([["poll", ...range(1, 500)]]);
  });

  it("stops for a client that does not poll any more", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    feed.hold(pushed(socket, 1), 10);
    soon();
    vi.advanceTimersByTime(10_000);
    feed.append(message(1), 0);
    soon();
    expect(socket.seqs).toEqual([["poll"]]);
    expect(socket.readers).toEqual([]);
  });

  it("is not added to what a congested socket has not sent yet", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    feed.hold(pushed(socket, 1), 100_000);
    socket.isCongested = true;
    feed.append(message(1), 0);
    soon();
    expect(socket.raw).toEqual([]);
    socket.isCongested = false;
    feed.append(message(2), 0);
    soon();
    expect(socket.seqs).toEqual([[1, 2]]);
  });

  it("is not put into an answer that is due on a congested socket either: a later poll gets it", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    feed.append(message(1), 0);
    socket.isCongested = true;
    feed.hold(poll(socket, 1), 1_000);
    feed.hold(poll(socket, 1), 1_000);
    vi.advanceTimersByTime(1_100);
    expect(socket.seqs).toEqual([["poll"], ["poll"]]);
    expect(socket.frames.map((frame) => frame.body.NextSeq)).toEqual([1, 1]);
    socket.isCongested = false;
    feed.hold(poll(socket, 1), 1_000);
    expect(socket.seqs.at(-1)).toEqual(["poll", 1]);
  });

  it("waits for the next poll after an answer with events, which the SDK may read later than a push", () => {
    const feed = new Feed(new FeedShared(), 0);
    for (const seq of range(1, 100)) feed.append(message(seq), 0);
    const socket = new Socket();
    feed.hold(pushed(socket, 1), 100_000);
    feed.append(message(101), 0);
    soon();
    expect(socket.seqs).toEqual([["poll", ...range(1, 100)]]);
    feed.hold(pushed(socket, 101), 100_000);
    expect(socket.seqs.at(-1)).toEqual([101]);
  });

  it("does not carry an event that the SDK would show twice", () => {
    const feed = new Feed(new FeedShared(), 0);
    const socket = new Socket();
    feed.hold(pushed(socket, 1), 100_000);
    feed.append(message(1, { Event: 100 }), 0);
    soon();
    feed.append(message(2, { Event: 100 }), 0);
    soon();
    expect(socket.seqs).toEqual([["poll", 1]]);
  });
});

describe("a broadcast", () => {
  it("ends a poll that did not ask for it, so that the next one gets it", () => {
    const shared = new FeedShared();
    const feed = new Feed(shared, 0);
    const socket = new Socket();
    feed.hold(poll(socket, 1), 100_000);
    shared.broadcasts.add(message(1), 0);
    feed.onBroadcast();
    expect(socket.seqs).toEqual([["poll"]]);
    feed.hold(poll(socket, 1, { broadcastFrom: 1 }), 100_000);
    soon();
    expect(socket.frames[1]?.body).toMatchObject({ RspBroadcastMsgList: [{ MsgSeq: 1 }] });
  });
});

describe("a feed", () => {
  it("keeps the last messages of the day for newcomers, and no tips", () => {
    const feed = new Feed(new FeedShared(), 0);
    for (let seq = 1; seq <= 30; seq += 1) feed.append({ ...message(seq), Event: seq % 2 ? 3 : 4, MsgBody: {} }, seq);
    expect(feed.messages.since(0, 3).map(({ item }) => item.MsgSeq)).toEqual([25, 27, 29]);
    expect(feed.messages.since(28, 20).map(({ item }) => item.MsgSeq)).toEqual([29]);
  });

  it("tells a crowd of joins twice a second, and with any message", () => {
    const feed = new Feed(new FeedShared(), 0);
    const sockets = range(1, 101).map(() => new Socket());
    for (const socket of sockets) feed.hold(pushed(socket, 1), 10_000);
    const join = (MsgSeq: number) => ({ Event: 4, MsgSeq, MsgBody: { OpType: 1 } });
    feed.append(join(1), 0);
    soon();
    feed.append(join(2), 0);
    vi.advanceTimersByTime(300);
    expect(sockets[0]?.seqs).toEqual([[1]]);
    feed.append(join(3), 0);
    feed.append(message(4), 0);
    soon();
    expect(sockets[0]?.seqs).toEqual([[1], [2, 3, 4]]);
  });

  it("tells of forty joins in a second and not of a whole crowd's", () => {
    const shared = new FeedShared();
    const feed = new Feed(shared, 0);
    for (const seq of range(1, 1_000)) feed.append({ Event: 4, MsgSeq: seq, MsgBody: { OpType: 1 } }, 0);
    expect(shared.counters.presenceTipsDropped).toBe(960);
    feed.append({ Event: 4, MsgSeq: 1_001, MsgBody: { OpType: 6 } }, 0);
    const socket = new Socket();
    feed.hold(poll(socket, 1), 0);
    expect(socket.seqs).toEqual([["poll", ...range(1, 40), 1_001]]);
  });
});
