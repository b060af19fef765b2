import { startEncoder } from "../support/encoder";
import { expect, test } from "../support/fixtures";
import { newPerson } from "../support/pages/people";
import { openOwnRoom } from "../support/pages/studio";
import { roomOf } from "../support/rooms";

test("a broadcast that has ended is watched again under the same link, with seeking", async ({ page, browser, runtime }) => {
  const roomId = await openOwnRoom(page, `Replay ${newPerson().name}`);
  const address = `${runtime.live.rtmp}/${await page.getByLabel("Stream key", { exact: true }).inputValue()}`;
  const encoder = startEncoder(address);
  const viewer = await browser.newContext({ baseURL: runtime.web });
  const watching = await viewer.newPage();
  await watching.goto(`/en/rooms/${roomId}`);
  await expect.poll(async () => (await roomOf(viewer.request, roomId)).status).toBe("live");
  const pullUrl = (await roomOf(viewer.request, roomId)).pullUrl ?? "";
  const segments = async () => (await (await viewer.request.get(pullUrl.replace(".flv?", ".m3u8?"))).text()).split("#EXTINF");
  await expect.poll(async () => (await segments()).length).toBeGreaterThan(4); // four seconds are on disk
  await page.getByRole("button", { name: "End stream" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End stream" }).click();
  await encoder.ended;

  await watching.getByRole("button", { name: "Watch the replay" }).click();
  const video = watching.locator("video");
  const time = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await expect.poll(time).toBeGreaterThan(0.5);
  const first = await time();
  await expect.poll(time).toBeGreaterThan(first + 0.5);
  expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(640);

  const position = watching.getByRole("slider", { name: "Position" });
  const place = async () => Number(await position.inputValue());
  await expect.poll(place).toBeGreaterThan(1);
  await position.fill("0");
  await expect.poll(place, { intervals: [20] }).toBeLessThan(1);
  const length = Number(await position.getAttribute("max"));
  expect(length).toBeGreaterThan(3);
  await position.fill(String(Math.floor((length - 0.5) * 10) / 10));
  await expect(watching.getByRole("button", { name: "Watch again" })).toBeVisible();
  await viewer.close();
});
