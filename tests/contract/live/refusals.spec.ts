import { execFile } from "node:child_process";
import { connect } from "node:net";
import { soon } from "../../support/soon";
import { expect, PICTURE_AND_SOUND, PULL_KEY, PUSH_KEY, signed, test } from "./support";

const OTHER_CODEC = ["-re", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25", "-c:v", "flv", "-an"];

const REFUSED_QUERIES: [string, (streamName: string) => string, string][] = [
  ["without a signature", () => "", "txSecret or txTime is missing"],
  ["with a signature of another key", (streamName) => signed("other-key", streamName), "txSecret is wrong"],
  ["with another stream's signature", (streamName) => signed(PUSH_KEY, `${streamName}x`), "txSecret is wrong"],
  ["with an expired signature", (streamName) => signed(PUSH_KEY, streamName, -1), "txTime has expired"],
];

for (const [how, query, reason] of REFUSED_QUERIES) {
  test(`a push ${how} is told why, is never live and never reported`, async ({ live, push, streamName, callbacks }) => {
    const refused = push(live.pushUrl(streamName, query(streamName)));
    expect(await refused.exited).not.toBe(0);
    expect(refused.stderr()).toContain(reason);
    expect(await live.stream(streamName)).toBeUndefined();
    const other = `${streamName}_good`;
    push(live.pushUrl(other));
    await soon(() => callbacks.received.length).toBe(1);
    expect(callbacks.of(streamName)).toEqual([]);
  });
}

test("a second push of a stream is refused while the first one is alive, which goes on", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const second = push(live.pushUrl(streamName));
  expect(await second.exited).not.toBe(0);
  expect(second.stderr()).toContain("already publishing");
  expect((await live.stream(streamName))?.silentMs).toBeLessThan(1000);
  expect(callbacks.of(streamName)).toHaveLength(1);
});

test("a codec browsers cannot play is refused by name and never reported", async ({ live, push, streamName, callbacks }) => {
  const refused = push(live.pushUrl(streamName), OTHER_CODEC);
  expect(await refused.exited).not.toBe(0);
  expect(refused.stderr()).toContain("Sorenson H.263 is not taken: push H.264");
  expect(await live.streams()).toEqual([]);
  expect(callbacks.received).toEqual([]);
});

test("another application than live is refused", async ({ live, push, streamName }) => {
  const refused = push(`${live.rtmp.replace(/live$/, "other")}/${streamName}?${signed(PUSH_KEY, streamName)}`);
  expect(await refused.exited).not.toBe(0);
  expect(refused.stderr()).toContain('there is no application here but "live"');
});

test("RTMP play is refused with the address to use instead", async ({ live, push, streamName }) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const url = `${live.rtmp}/${streamName}?${signed(PULL_KEY, streamName)}`;
  const stderr = await new Promise<string>((done) => execFile("/usr/bin/ffprobe", [url], (_error, _out, text) => done(text)));
  expect(stderr).toContain("RTMP play is not served");
});

test("a pull is refused with 403 for its signature before anything is said about the stream", async ({
  live,
  push,
  streamName,
}) => {
  push(live.pushUrl(streamName), PICTURE_AND_SOUND);
  await live.waitLive(streamName);
  const status = async (url: string) => (await fetch(url)).status;
  expect(await status(live.pullUrl(streamName, ""))).toBe(403);
  expect(await status(live.pullUrl(streamName, signed(PUSH_KEY, streamName)))).toBe(403);
  expect(await status(live.pullUrl(streamName, signed(PULL_KEY, streamName, -1)))).toBe(403);
  expect(await status(live.pullUrl("nobody", ""))).toBe(403);
  expect(await status(live.pullUrl("nobody"))).toBe(404);
  expect(await status(live.pullUrl(streamName).replace(".flv", ".ts"))).toBe(404);
  expect(await status(live.pullUrl(streamName).replace("/live/", "/other/"))).toBe(404);
  expect(await status(`${live.http}/%ff..flv`)).toBe(404);
});

test("hostile bytes close their own connection and nothing else", async ({ live, push, streamName }) => {
  const { hostname, port } = new URL(live.rtmp);
  const send = (bytes: Buffer) =>
    new Promise<void>((closed) => {
      const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
      socket.on("error", () => undefined).on("close", () => closed());
      socket.resume();
    });
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const handshake = Buffer.concat([Buffer.from([3]), Buffer.alloc(3072)]);
  const command = (...payload: number[]) => Buffer.from([3, 0, 0, 0, 0, 0, payload.length, 20, 0, 0, 0, 0, ...payload]);
  await Promise.all([
    send(Buffer.from("GET / HTTP/1.1\r\n\r\n")),
    send(Buffer.concat([handshake, Buffer.alloc(200, 0xff)])),
    send(Buffer.concat([handshake, Buffer.from([4, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0])])),
    send(Buffer.concat([handshake, command(2, 0, 9, 0x61)])),
    send(Buffer.concat([handshake, command(...Array.from({ length: 60 }, () => [3, 0, 1, 0x61]).flat())])),
    send(Buffer.concat([handshake, Buffer.from([2, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 9])])),
  ]);
  expect((await live.stream(streamName))?.silentMs).toBeLessThan(1000);
});

test.describe("with little patience", () => {
  test.use({ liveChanges: { setupMs: 1000, maxConnectionsPerAddress: 3 } });

  test("a connection that publishes nothing is closed, and one address cannot take every socket", async ({ live }) => {
    const { hostname, port } = new URL(live.rtmp);
    const closings: number[] = [];
    const startedMs = Date.now();
    const sockets = Array.from({ length: 4 }, () => {
      const socket = connect({ host: hostname, port: Number(port) });
      return new Promise<void>((closed) => {
        socket.on("error", () => undefined).on("close", () => closed(void closings.push(Date.now() - startedMs)));
      });
    });
    await Promise.all(sockets);
    expect(closings[0]).toBeLessThan(700);
    expect(closings[1]).toBeGreaterThanOrEqual(990);
  });
});

test("a test can make the service refuse pushes and fail callbacks, and reset brings everything back", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  await live.act("fault", { callbackDown: true });
  const cut = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  await live.act("fault", { refusePush: true });
  const refused = push(live.pushUrl(`${streamName}_other`));
  await refused.exited;
  expect(refused.stderr()).toContain("fault: refusePush");
  await live.act("reset");
  await cut.exited;
  expect(await live.streams()).toEqual([]);
  const later = `${streamName}_later`;
  push(live.pushUrl(later));
  await soon(() => callbacks.received.map((callback) => callback.stream_id)).toEqual([later]);
});
