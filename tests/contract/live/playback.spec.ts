import { resolve } from "node:path";
import { soon } from "../../support/soon";
import { expect, test } from "./support";

interface PlayerPage {
  mpegts: { createPlayer(source: object, options: object): { attachMediaElement(video: Element): void; load(): void } };
}

test("a push plays in a browser with mpegts.js: the picture has a size and time goes on", async ({
  live,
  push,
  streamName,
  page,
}) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  await page.setContent("<video muted autoplay></video>");
  await page.addScriptTag({ path: resolve("node_modules/mpegts.js/dist/mpegts.js") });
  await page.evaluate((url) => {
    const { mpegts } = window as unknown as PlayerPage;
    const player = mpegts.createPlayer({ type: "flv", isLive: true, url }, { liveSync: true });
    const video = document.querySelector("video");
    if (video) player.attachMediaElement(video);
    player.load();
  }, live.pullUrl(streamName));
  const video = page.locator("video");
  await soon(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320);
  await soon(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(1);
  const first = await video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await soon(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(first + 0.5);
});

test("a pull is plain FLV without chunked framing, readable from any page", async ({ live, push, streamName }) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const answer = await fetch(live.pullUrl(streamName));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("video/x-flv");
  expect(answer.headers.get("transfer-encoding")).toBeNull();
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  const first = await answer.body?.getReader().read();
  expect(Buffer.from(first?.value ?? []).toString("latin1", 0, 3)).toBe("FLV");
});

test("HEAD and preflight are answered without a body", async ({ live, push, streamName }) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const head = await fetch(live.pullUrl(streamName), { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const preflight = await fetch(live.pullUrl(streamName), { method: "OPTIONS", headers: { origin: "https://hiroba.test" } });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  expect((await live.stream(streamName))?.viewers).toBe(0);
});

test("a pull that plays survives the expiry of its signature; a new one is refused", async ({ live, push, streamName }) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const answer = await fetch(live.pullUrl(streamName));
  const reader = answer.body?.getReader();
  await reader?.read();
  await live.act("clock", { offsetMs: 2 * 3600 * 1000 });
  expect((await fetch(live.pullUrl(streamName))).status).toBe(403);
  for (let read = 0; read < 20; read++) expect((await reader?.read())?.done).toBe(false);
  await reader?.cancel();
});

test("viewers come and go in the state, and an operator can send them away while the push goes on", async ({
  live,
  push,
  streamName,
}) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const answers = await Promise.all([fetch(live.pullUrl(streamName)), fetch(live.pullUrl(streamName))]);
  await soon(async () => (await live.stream(streamName))?.viewers).toBe(2);
  await soon(async () => (await live.stream(streamName))?.fps).toBeGreaterThan(15);
  await answers[0]?.body?.cancel();
  await soon(async () => (await live.stream(streamName))?.viewers).toBe(1);
  await live.act("dropViewers", { stream: streamName });
  await answers[1]?.arrayBuffer();
  expect(await live.stream(streamName)).toMatchObject({ isLive: true, viewers: 0, width: 320, height: 180 });
});
