import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { startChannel } from "../../../emulators/live/channel/channel";
import { readClip } from "../../../emulators/live/channel/clip";
import { type OutgoingMedia, Publisher } from "../../../emulators/live/channel/publisher";
import { encodeAmf } from "../../../emulators/live/rtmp/amf";
import { encodeMessage } from "../../../emulators/live/rtmp/chunk-writer";
import { soon } from "../../support/soon";
import { expect, type LiveProcess, test } from "./support";

const [AUDIO, VIDEO, COMMAND] = [8, 9, 20];
const MOST_MORE_MEGABYTES = 120;

/** Sends bytes and waits until the server has closed the connection. */
function attack(live: LiveProcess, bytes: Buffer): Promise<void> {
  const { hostname, port } = new URL(live.rtmp);
  return new Promise((closed) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.on("error", () => undefined).on("close", () => closed());
    socket.resume();
  });
}

const handshake = Buffer.concat([Buffer.from([3]), Buffer.alloc(3072)]);
const command = (payload: Buffer) => encodeMessage(3, { type: COMMAND, streamId: 0, timestamp: 0, payload }, 128);
const connected = (tcUrl: string) => command(encodeAmf("connect", 1, { app: "live", tcUrl }));

async function residentMegabytes(live: LiveProcess): Promise<number> {
  const status = await readFile(`/proc/${live.child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

test("bytes, commands and addresses of attackers disturb nobody and leave no memory behind", async ({ live, streamName }) => {
  const channel = await startChannel({ pushUrl: live.pushUrl(streamName) });
  try {
    await live.waitSegments(streamName, 2);
    const before = await residentMegabytes(live);
    const deep = Buffer.concat([encodeAmf("connect", 1), ...Array.from({ length: 10_000 }, () => Buffer.from([3, 0, 1, 0x61]))]);
    const nameless = Buffer.concat([
      connected("rtmp://x/live"),
      command(encodeAmf("createStream", 2, null)),
      command(encodeAmf("publish", 3, null, null)),
    ]);
    const chunk = Buffer.concat([
      encodeMessage(2, { type: 1, streamId: 0, timestamp: 0, payload: Buffer.from([0x7f, 0xff, 0xff, 0xff]) }, 128),
    ]);
    await Promise.all([
      attack(live, Buffer.concat([handshake, connected("not an address"), command(encodeAmf("publish", 2, null, "a b/../c"))])),
      attack(live, Buffer.concat([handshake, nameless])),
      attack(live, Buffer.concat([handshake, command(deep)])),
      attack(
        live,
        Buffer.concat([handshake, chunk, Buffer.from([4, 0, 0, 0, 0x7f, 0xff, 0xff, 9, 1, 0, 0, 0]), randomBytes(1 << 20)]),
      ),
      ...Array.from({ length: 150 }, () => attack(live, randomBytes(64 << 10))),
      ...Array.from({ length: 40 }, () => attack(live, Buffer.concat([handshake, randomBytes(64 << 10)]))),
    ]);
    expect((await residentMegabytes(live)) - before).toBeLessThan(MOST_MORE_MEGABYTES);
    const stream = await live.stream(streamName);
    expect(stream).toMatchObject({ isLive: true });
    expect(stream?.silentMs).toBeLessThan(2_000);
    expect(await live.streams()).toHaveLength(1);
  } finally {
    await channel.close();
  }
});

interface Change {
  how: string;
  /** What becomes of the clip's first nine seconds. */
  change(media: OutgoingMedia[]): OutgoingMedia[];
  /** False for what is too broken to be kept. */
  isRecorded: boolean;
}

const CHANGES: Change[] = [
  {
    how: "with tags of no length, and of one byte",
    change: (media) => {
      const short = (type: number) => [Buffer.alloc(0), Buffer.from([type === VIDEO ? 0x17 : 0xaf])];
      return media.flatMap((each) => [each, ...short(each.type).map((payload) => ({ ...each, payload }))]);
    },
    isRecorded: true,
  },
  {
    how: "whose time runs backwards",
    change: (media) => media.map((each) => ({ ...each, timestamp: 9_000 - each.timestamp })),
    isRecorded: false,
  },
  { how: "without sound", change: (media) => media.filter(({ type }) => type !== AUDIO), isRecorded: true },
  { how: "without a picture", change: (media) => media.filter(({ type }) => type !== VIDEO), isRecorded: true },
  {
    how: "whose frames are noise behind their head",
    change: (media) =>
      media.map((each) => ({ ...each, payload: Buffer.concat([each.payload.subarray(0, 5), randomBytes(2_000)]) })),
    isRecorded: true,
  },
];

for (const { how, change, isRecorded } of CHANGES) {
  test(`a push ${how} is live, ends like any other, and is ${isRecorded ? "recorded" : "not kept"}`, async ({
    live,
    streamName,
    callbacks,
  }) => {
    const clip = readClip(await readFile("emulators/live/channel/clip.flv"));
    const all = [...clip.pictures, ...clip.sounds].sort((a, b) => a.timestamp - b.timestamp);
    const publisher = new Publisher(live.pushUrl(streamName));
    await publisher.start();
    publisher.send([...clip.opening, ...change(all.filter(({ timestamp }) => timestamp < 9_000))]);
    if (isRecorded) await live.waitSegments(streamName, 1);
    await live.waitLive(streamName);
    publisher.close();
    await soon(() => callbacks.of(streamName).length).toBe(2);
    if (isRecorded) await soon(() => callbacks.filesOf(streamName).length).toBeGreaterThanOrEqual(2);
    for (const { duration } of callbacks.filesOf(streamName)) {
      expect(duration).toBeGreaterThanOrEqual(1);
      expect(duration).toBeLessThan(10);
    }
    expect(live.child.exitCode).toBeNull();
  });
}

test.describe("with reports twice a second", () => {
  test.use({ liveChanges: { faultReportMs: 500 } });

  test("what is wrong with a push is told with Tencent's numbers, and a good push has nothing told", async ({
    live,
    streamName,
    callbacks,
  }) => {
    const channel = await startChannel({ pushUrl: live.pushUrl(streamName) });
    try {
      const clip = readClip(await readFile("emulators/live/channel/clip.flv"));
      const bad = `${streamName}_bad`;
      const publisher = new Publisher(live.pushUrl(bad));
      await publisher.start();
      const jumping = clip.pictures.slice(0, 20).map((each, index) => ({ ...each, timestamp: index % 2 === 0 ? 5_000 : 0 }));
      publisher.send([...clip.opening, ...jumping]);
      await soon(() => callbacks.receivedFaults.length).toBeGreaterThan(0);
      const [report] = callbacks.receivedFaults;
      expect(report).toMatchObject({ stream_id: bad, report_interval: 500, sequence: callbacks.of(bad)[0]?.sequence });
      expect(report?.abnormal_event.map(({ type, count }) => [type, count])).toEqual([
        [1, 10],
        [3, 9],
      ]);
      publisher.close();
      await live.waitSegments(streamName, 1);
      expect(callbacks.receivedFaults.filter(({ stream_id }) => stream_id === streamName)).toEqual([]);
    } finally {
      await channel.close();
    }
  });
});
