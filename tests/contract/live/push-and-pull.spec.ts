import { soon } from "../../support/soon";
import { CALLBACK_KEY, expect, md5, PICTURE_AND_SOUND, PUSH_KEY, probe, signed, test } from "./support";

test("a signed push is reported started within two seconds of connecting, and its FLV decodes", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  const query = signed(PUSH_KEY, streamName);
  const pushing = push(live.pushUrl(streamName, query));
  await soon(() => pushing.stderr()).toContain("Successfully connected");
  await expect.poll(() => callbacks.of(streamName).length, { timeout: 2000 }).toBe(1);
  const [start] = callbacks.of(streamName);
  expect(start).toMatchObject({
    event_type: 1,
    app: "push.test",
    appname: "live",
    stream_id: streamName,
    channel_id: streamName,
    stream_param: query,
    user_ip: "127.0.0.1",
    errcode: 0,
    width: 320,
    height: 180,
  });
  expect(start?.sign).toBe(md5(`${CALLBACK_KEY}${start?.t}`));
  const decoded = await probe(live.pullUrl(streamName), 30);
  expect(decoded.frames).toBeGreaterThanOrEqual(25);
  expect(decoded.codecs).toEqual(["aac", "h264"]);
});

test("the end of a push is reported at once with the sequence of its start, and viewers' answers end", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  const pushing = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const answer = await fetch(live.pullUrl(streamName));
  const body = answer.arrayBuffer();
  await pushing.stop();
  await soon(() => callbacks.of(streamName).length).toBe(2);
  const [start, end] = callbacks.of(streamName);
  expect(end).toMatchObject({ event_type: 0, sequence: start?.sequence, stream_param: start?.stream_param });
  expect(Number(end?.push_duration)).toBeGreaterThan(0);
  expect((await body).byteLength).toBeGreaterThan(1000);
  expect((await fetch(live.pullUrl(streamName))).status).toBe(404);
});

test("a push older than 4.66 hours, whose timestamps need their extended form, decodes across the boundary", async ({
  live,
  push,
  streamName,
}) => {
  push(live.pushUrl(streamName), [...PICTURE_AND_SOUND, "-output_ts_offset", "16776"]);
  await live.waitLive(streamName);
  const decoded = await probe(live.pullUrl(streamName), 60);
  expect(decoded.frames).toBeGreaterThanOrEqual(50);
});

test("a push of sound alone is live after 1.5 seconds, with no picture size", async ({ live, push, streamName, callbacks }) => {
  push(live.pushUrl(streamName), ["-re", "-f", "lavfi", "-i", "sine=frequency=440", "-c:a", "aac"]);
  await soon(() => callbacks.of(streamName)[0]).toMatchObject({ event_type: 1, width: 0, height: 0 });
  const answer = await fetch(live.pullUrl(streamName));
  const first = await answer.body?.getReader().read();
  expect(first?.value?.[4]).toBe(4);
});
