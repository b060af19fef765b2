import { resolve } from "node:path";
import type HlsClass from "hls.js";
import { soon } from "../../support/soon";
import { expect, PULL_KEY, PUSH_KEY, probe, signed, test } from "./support";

interface PlayerPage {
  Hls: typeof HlsClass;
}

test("HLS plays in a browser with hls.js, and a viewer can go back while it is live", async ({
  live,
  push,
  streamName,
  page,
}) => {
  push(live.pushUrl(streamName));
  await live.waitSegments(streamName, 3);
  await page.setContent("<video muted autoplay></video>");
  await page.addScriptTag({ path: resolve("node_modules/hls.js/dist/hls.js") });
  await page.evaluate((url) => {
    const { Hls } = window as unknown as PlayerPage;
    const player = new Hls({ liveSyncDuration: 1.5 });
    player.loadSource(url);
    player.attachMedia(document.querySelector("video") as HTMLVideoElement);
  }, live.playlistUrl(streamName));
  const video = page.locator("video");
  const time = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await soon(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320);
  await soon(time).toBeGreaterThan(2);
  await video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 0.2;
  });
  await soon(time).toBeLessThan(1.5);
  await soon(time).toBeGreaterThan(1.6);
});

test("a segment is one group of pictures, with the time of day at which it was filmed", async ({ live, push, streamName }) => {
  const begunAtMs = Date.now();
  push(live.pushUrl(streamName));
  const playlist = await live.waitSegments(streamName, 3);
  const lengths = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => Number(seconds));
  for (const seconds of lengths) expect(seconds).toBeCloseTo(1, 1);
  const times = [...playlist.matchAll(/#EXT-X-PROGRAM-DATE-TIME:(\S+)/g)].map(([, text]) => Date.parse(text ?? ""));
  expect(times[0]).toBeGreaterThanOrEqual(begunAtMs);
  expect(times[0]).toBeLessThan(Date.now());
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBe(Math.round(((lengths[0] ?? 0) + (lengths[1] ?? 0)) * 1000));
  const decoded = await probe(live.playlistUrl(streamName), 30);
  expect(decoded.frames).toBeGreaterThanOrEqual(25);
  expect(decoded.codecs).toEqual(["aac", "h264"]);
});

test("a playlist needs a signature like every pull, and segments a name that only the playlist tells", async ({
  live,
  push,
  streamName,
}) => {
  push(live.pushUrl(streamName));
  const playlist = await live.waitSegments(streamName, 1);
  const status = async (url: string) => (await fetch(url)).status;
  expect(await status(live.playlistUrl(streamName, ""))).toBe(403);
  expect(await status(live.playlistUrl(streamName, signed(PUSH_KEY, streamName)))).toBe(403);
  expect(await status(live.playlistUrl(streamName, signed(PULL_KEY, streamName, -1)))).toBe(403);
  expect(await status(live.playlistUrl("nobody"))).toBe(404);
  const [segment = ""] = /segments\/\S+\.m4s/.exec(playlist) ?? [];
  const [init = ""] = /segments\/\S+\.mp4/.exec(playlist) ?? [];
  const answers = await Promise.all([segment, init].map((path) => fetch(`${live.http}/${path}`)));
  for (const answer of answers) {
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    expect(answer.headers.get("cache-control")).toContain("immutable");
  }
  expect(await status(`${live.http}/${segment.replace(/[0-9a-f]{32}/, "0".repeat(32))}`)).toBe(404);
  expect(await status(`${live.http}/${segment.replace(/\d+\.m4s/, "99999.m4s")}`)).toBe(404);
});

test("players that watch when a push ends come to the end instead of waiting", async ({ live, push, streamName }) => {
  const pushing = push(live.pushUrl(streamName));
  await live.waitSegments(streamName, 2);
  await pushing.stop();
  await soon(async () => (await fetch(live.playlistUrl(streamName))).text()).toContain("#EXT-X-ENDLIST");
});
