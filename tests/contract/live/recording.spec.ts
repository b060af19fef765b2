import { execFile } from "node:child_process";
import { soon } from "../../support/soon";
import { CALLBACK_KEY, expect, LiveProcess, md5, PUSH_KEY, probe, signed, test } from "./support";

/** Packets per codec, and the length in seconds, as ffprobe counts them. */
async function measure(url: string): Promise<{ packets: Record<string, number>; seconds: number }> {
  const args = ["-v", "error", "-of", "json", "-count_packets", "-show_streams", "-show_format", url];
  const text = await new Promise<string>((done, fail) =>
    execFile("/usr/bin/ffprobe", args, { timeout: 20_000 }, (error, out) => (error ? fail(error) : done(out))),
  );
  const answer: { streams: { codec_name: string; nb_read_packets: string }[]; format: { duration: string } } = JSON.parse(text);
  const packets = answer.streams.map(({ codec_name, nb_read_packets }) => [codec_name, Number(nb_read_packets)]);
  return { packets: Object.fromEntries(packets), seconds: Number(answer.format.duration) };
}

test("every push is recorded, and told of as an MP4 and as HLS with Tencent's fields, both of the same length", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  const query = signed(PUSH_KEY, streamName);
  const pushing = push(live.pushUrl(streamName, query));
  await live.waitSegments(streamName, 3);
  await pushing.stop();
  await soon(() => callbacks.filesOf(streamName).length).toBe(2);
  const [mp4, hls] = callbacks.filesOf(streamName);
  if (!mp4 || !hls) throw new Error("two files");
  expect([mp4.file_format, hls.file_format]).toEqual(["mp4", "hls"]);
  for (const file of [mp4, hls]) {
    expect(file.stream_param).toBe(query);
    expect(file.sign).toBe(md5(`${CALLBACK_KEY}${file.t}`));
    const atMs = (seconds: number, microseconds: number) => seconds * 1000 + microseconds / 1000;
    const lengthMs = atMs(file.end_time, file.end_time_usec) - atMs(file.start_time, file.start_time_usec);
    expect(lengthMs / 1000).toBeCloseTo(file.duration, 2);
    expect(JSON.parse(file.callback_ext)).toEqual({ video_codec: "h264", resolution: "320x180" });
    const { packets, seconds } = await measure(file.video_url);
    expect(seconds).toBeCloseTo(file.duration, 0);
    expect(packets.h264).toBeCloseTo(file.duration * 25, -1);
    expect(packets.aac).toBeGreaterThan(file.duration * 35);
  }
  expect(mp4.file_id).not.toBe(hls.file_id);
  const head = await fetch(mp4.video_url, { method: "HEAD" });
  expect(Number(head.headers.get("content-length"))).toBe(mp4.file_size);
});

test("a recording is read in ranges, under a name that cannot be guessed, and by nobody while it grows", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  const pushing = push(live.pushUrl(streamName));
  await live.waitSegments(streamName, 2);
  await pushing.stop();
  await soon(() => callbacks.filesOf(streamName).length).toBe(2);
  const url = callbacks.filesOf(streamName)[0]?.video_url ?? "";
  const range = async (text: string) => fetch(url, { headers: { range: text } });
  const [start, end, beyond] = await Promise.all([range("bytes=4-7"), range("bytes=-10"), range("bytes=999999999-")]);
  expect([start.status, await start.text()]).toEqual([206, "ftyp"]);
  expect([end.status, (await end.arrayBuffer()).byteLength]).toEqual([206, 10]);
  expect(beyond.status).toBe(416);
  expect(url).toMatch(/\/recordings\/[0-9a-f]{32}\/media\.mp4$/);
  expect((await fetch(url.replace(/[0-9a-f]{32}/, "0".repeat(32)))).status).toBe(404);
  expect((await fetch(url.replace("media.mp4", "index.jsonl"))).status).toBe(404);
});

test("what a killed server was recording is a file that plays up to its last segment, told of by the next server", async ({
  liveConfig,
  push,
  streamName,
  callbacks,
}) => {
  const first = await LiveProcess.start(liveConfig);
  push(first.pushUrl(streamName));
  const playlist = await first.waitSegments(streamName, 3);
  await first.stop("SIGKILL");
  const second = await LiveProcess.start(liveConfig);
  await soon(() => callbacks.filesOf(streamName).length).toBe(2);
  const written = playlist.split("#EXTINF").length - 1;
  for (const { video_url, duration } of callbacks.filesOf(streamName)) {
    expect(duration).toBeGreaterThan(written - 1.5);
    const { frames } = await probe(video_url, 200);
    expect(frames).toBeCloseTo(duration * 25, -1);
  }
  await second.waitTold();
  await second.stop();
});

test("what is too short to keep leaves no file: all that is kept was told of", async ({ live, push, streamName, callbacks }) => {
  const pushing = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  await pushing.stop();
  await soon(() => callbacks.of(streamName).length).toBe(2);
  const other = `${streamName}_long`;
  const longer = push(live.pushUrl(other));
  await live.waitSegments(other, 2);
  await longer.stop();
  await soon(() => callbacks.filesOf(other).length).toBe(2);
  const kept = await live.act<{ recordings: { id: string }[] }>("recordings");
  const told = new Set(callbacks.receivedFiles.map(({ video_url }) => video_url.split("/").at(-2)));
  expect(kept.recordings.map(({ id }) => id).sort()).toEqual([...told].sort());
});

test.describe("with little disk", () => {
  test.use({ liveChanges: { recording: { quotaBytes: 1 } } });

  test("a recording that finds no room goes, and its address says so; the push itself is not disturbed", async ({
    live,
    push,
    streamName,
    callbacks,
  }) => {
    const pushing = push(live.pushUrl(streamName));
    await live.waitSegments(streamName, 2);
    await pushing.stop();
    await soon(() => callbacks.filesOf(streamName).length).toBe(2);
    const url = callbacks.filesOf(streamName)[0]?.video_url ?? "";
    await soon(async () => (await fetch(url)).status).toBe(404);
    expect(await (await fetch(url)).text()).toContain("removed to make room");
    expect((await live.act<{ recordings: object[] }>("recordings")).recordings).toEqual([]);
  });
});
