import type { Browser } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { DanmakuPage } from "../support/pages/danmaku";
import { enterRoom, type Guest } from "../support/pages/enter-room";
import { openLiveRoom, type TestRoom } from "../support/rooms";
import type { Runtime } from "../support/system";

type Options = Parameters<Browser["newContext"]>[0];

// Each has two or three browsers of its own, and waits for messages to cross the picture.
test.describe.configure({ timeout: 120_000 });

/** Two people in one room, and what flies over the second one's picture. */
async function pair(browser: Browser, runtime: Runtime, room: TestRoom, options: Options = {}) {
  const [speaker, viewer] = await Promise.all([enterRoom(browser, runtime, room), enterRoom(browser, runtime, room, options)]);
  const danmaku = new DanmakuPage(viewer.page);
  const leave = () => Promise.all([speaker, viewer].map(({ page }) => page.context().close()));
  return { speaker, viewer, danmaku, leave };
}

/** Says something, and waits until the other one's chat has it. */
async function tell(from: Guest, to: Guest, text: string): Promise<void> {
  await from.room.say(text);
  await expect(to.room.log.getByText(text)).toBeVisible();
}

test("a message flies over the other browser's picture from right to left, and is gone", async ({ browser, runtime }) => {
  const { speaker, viewer, danmaku, leave } = await pair(browser, runtime, await openLiveRoom(runtime));
  expect((await danmaku.ink()).count).toBe(0);
  await tell(speaker, viewer, "good evening");
  await expect.poll(async () => (await danmaku.ink()).count).toBeGreaterThan(100);
  const entered = await danmaku.ink();
  expect(entered.left).toBeGreaterThan(0.5);
  expect(entered.own).toBe(0);
  await expect.poll(async () => (await danmaku.ink()).left).toBeLessThan(0.4);
  await expect.poll(async () => (await danmaku.ink()).count).toBe(0);
  await leave();
});

test("the viewer's own message flies with its mark, also when a filter of theirs has its word", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await enterRoom(browser, runtime, room);
  const danmaku = new DanmakuPage(viewer.page);
  await danmaku.openPanel();
  await danmaku.addFilter("Word", "train");
  await viewer.page.keyboard.press("Escape");
  await viewer.room.say("the train is here");
  await expect.poll(async () => (await danmaku.ink()).own).toBeGreaterThan(50);
  await viewer.page.context().close();
});

test("words and people that a viewer filters do not fly, and still stand in the chat", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const { speaker, viewer, danmaku, leave } = await pair(browser, runtime, room);
  const other = await enterRoom(browser, runtime, room);
  await danmaku.openPanel();
  await danmaku.addFilter("Word", "SPOILER");
  await danmaku.addFilter("Person", other.person.name);
  await viewer.page.keyboard.press("Escape");
  await tell(speaker, viewer, "a spoiler: everybody lives happily ever after in the end");
  await tell(other, viewer, "nobody needs to see these many words of mine over the picture");
  await tell(speaker, viewer, "hi");
  await expect.poll(async () => (await danmaku.ink()).count).toBeGreaterThan(0);
  const { bands, left, right } = await danmaku.ink();
  expect(bands).toBe(1);
  expect(right - left).toBeLessThan(0.1);
  await other.page.context().close();
  await leave();
});

test("a regular expression that never ends is switched off, the page goes on, and others still filter", async ({
  browser,
  runtime,
}) => {
  const { speaker, viewer, danmaku, leave } = await pair(browser, runtime, await openLiveRoom(runtime));
  await danmaku.openPanel();
  await danmaku.addFilter("Pattern", "^(a+)+$");
  await danmaku.addFilter("Pattern", "^no+pe");
  await tell(speaker, viewer, `${"a".repeat(60)}!`);
  await expect(danmaku.panel.getByRole("listitem").filter({ hasText: "^(a+)+$" })).toContainText("Took too long");
  await expect.poll(async () => (await danmaku.ink()).count).toBeGreaterThan(0);
  await expect.poll(async () => (await danmaku.ink()).count).toBe(0);
  await tell(speaker, viewer, "nooope, this is hidden by an expression that ends");
  await tell(speaker, viewer, "ok");
  await expect.poll(async () => (await danmaku.ink()).count).toBeGreaterThan(0);
  expect((await danmaku.ink()).bands).toBe(1);
  await leave();
});

test("settings are kept between visits, and damaged ones are survived", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const context = await browser.newContext({ baseURL: runtime.web });
  const page = await context.newPage();
  await page.goto(`/en/rooms/${room.id}`);
  const danmaku = new DanmakuPage(page);
  await danmaku.openPanel();
  await danmaku.panel.getByLabel("Opacity").press("Home");
  await danmaku.panel.getByRole("radio", { name: "Half" }).check();
  await danmaku.addFilter("Word", "spoiler");
  await page.keyboard.press("Escape");
  await expect(danmaku.canvas).toHaveCSS("opacity", "0.2");
  const height = await danmaku.canvas.evaluate((element) => element.clientHeight);
  await page.reload();
  await expect(danmaku.canvas).toHaveCSS("opacity", "0.2");
  expect(await danmaku.canvas.evaluate((element) => element.clientHeight)).toBe(height);
  await danmaku.openPanel();
  await expect(danmaku.panel.getByRole("radio", { name: "Half" })).toBeChecked();
  await expect(danmaku.panel.getByRole("listitem")).toHaveText(/spoiler/);
  await page.keyboard.press("Escape");

  const toggle = page.getByRole("button", { name: "Danmaku", exact: true });
  await toggle.click();
  await expect(danmaku.canvas).toHaveCount(0);
  await page.reload();
  await expect(toggle).toHaveAttribute("aria-pressed", "false");
  await expect(danmaku.canvas).toHaveCount(0);

  await page.evaluate(() =>
    localStorage.setItem("hiroba:danmaku", '{"v":1,"isOn":7,"opacity":"x","filters":[null,{"kind":"word"}]'),
  );
  await page.reload();
  await expect(danmaku.canvas).toHaveCSS("opacity", "1");
  await context.close();
});

test("with reduced motion lines stand at the top left instead of flying", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const { speaker, viewer, danmaku, leave } = await pair(browser, runtime, room, { reducedMotion: "reduce" });
  await tell(speaker, viewer, "good evening");
  await expect.poll(async () => (await danmaku.ink()).count).toBeGreaterThan(100);
  const first = await danmaku.ink();
  expect(first.left).toBeLessThan(0.1);
  await tell(speaker, viewer, "and a second line");
  await expect.poll(async () => (await danmaku.ink()).bands).toBe(2);
  expect((await danmaku.ink()).left).toBeCloseTo(first.left, 2);
  await leave();
});

test("danmaku stand still with the tab, and follow the size of the player", async ({ browser, runtime }) => {
  const { speaker, viewer, danmaku, leave } = await pair(browser, runtime, await openLiveRoom(runtime));
  const hide = (isHidden: boolean) =>
    viewer.page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await tell(speaker, viewer, "a line that is on its way");
  await expect.poll(async () => (await danmaku.ink()).left).toBeLessThan(0.8);
  await hide(true);
  const before = await danmaku.ink();
  await tell(speaker, viewer, "nobody is there to see this one");
  const after = await danmaku.ink();
  expect(after).toEqual(before);
  await hide(false);
  await expect.poll(async () => (await danmaku.ink()).left).toBeLessThan(before.left - 0.02);
  expect((await danmaku.ink()).bands).toBe(1);

  const size = () => danmaku.canvas.evaluate((element: HTMLCanvasElement) => [element.width, element.clientWidth]);
  const [wide] = await size();
  await viewer.page.setViewportSize({ width: 600, height: 800 });
  await expect.poll(async () => (await size())[0]).toBeLessThan(wide ?? 0);
  const [pixels, css] = await size();
  expect(pixels).toBe(css);
  await tell(speaker, viewer, "still here");
  await expect.poll(async () => (await danmaku.ink()).count).toBeGreaterThan(0);
  await leave();
});
