import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { enterRoom } from "../support/pages/enter-room";
import { openLiveRoom, roomOf } from "../support/rooms";

const likeButton = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Like\. / });
const shown = async (page: Page) => Number(await page.locator("[data-likes]").getAttribute("data-likes"));

test("likes from two browsers add up exactly, on both pages and on the server", async ({ browser, runtime, request }) => {
  const room = await openLiveRoom(runtime);
  const [{ page: first }, { page: second }] = await Promise.all([
    enterRoom(browser, runtime, room),
    enterRoom(browser, runtime, room),
  ]);
  for (let tap = 0; tap < 4; tap++) await likeButton(first).click();
  await likeButton(second).focus();
  for (let tap = 0; tap < 9; tap++) await second.keyboard.press("Enter");
  await expect.poll(() => shown(first)).toBe(13);
  await expect.poll(() => shown(second)).toBe(13);
  expect((await roomOf(request, room.id)).likeCount).toBe(13);
  await Promise.all([first.context().close(), second.context().close()]);
});

test("hearts rise over the picture without moving anything, a bounded number, also while the button is held", async ({
  browser,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const { page } = await enterRoom(browser, runtime, room);
  await page.evaluate(() => {
    const seen = { moved: [] as string[], hearts: 0, properties: [] as string[] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as (PerformanceEntry & { sources: { node: Element | null }[] })[]) {
        seen.moved.push(...sources.map(({ node }) => node?.outerHTML.slice(0, 80) ?? ""));
      }
    }).observe({ type: "layout-shift" });
    const look = () => {
      const hearts = document.getAnimations().filter((one) => (one.effect as KeyframeEffect).target instanceof SVGSVGElement);
      seen.hearts = Math.max(seen.hearts, hearts.length);
      for (const heart of hearts) {
        for (const frame of (heart.effect as KeyframeEffect).getKeyframes()) {
          for (const name of Object.keys(frame)) if (!seen.properties.includes(name)) seen.properties.push(name);
        }
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const box = await likeButton(page).boundingBox();
  if (!box) throw new Error("no like button");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect.poll(() => shown(page)).toBeGreaterThan(5);
  await page.mouse.up();
  for (let tap = 0; tap < 60; tap++) await page.keyboard.press("Enter");
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, unknown> }).seen);
  expect(seen.hearts).toBeGreaterThan(3);
  expect(seen.hearts).toBeLessThanOrEqual(24);
  expect(seen.moved).toEqual([]);
  const described = ["offset", "computedOffset", "easing", "composite"];
  expect((seen.properties as string[]).filter((name) => !described.includes(name)).sort()).toEqual(["opacity", "transform"]);
  await page.context().close();
});

test("on a phone a double tap on the picture likes, a single one does not, and so does the heart beside the input; reduced motion shows no hearts", async ({
  browser,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const { page } = await enterRoom(browser, runtime, room, { hasTouch: true, reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  const box = await page.getByRole("region", { name: "Player" }).boundingBox();
  if (!box) throw new Error("no player");
  const tap = () => page.touchscreen.tap(box.x + box.width / 2, box.y + 40);
  await tap();
  expect(await shown(page)).toBe(0);
  await tap();
  await tap();
  await expect.poll(() => shown(page)).toBeGreaterThan(0);
  const before = await shown(page);
  await likeButton(page).tap();
  await expect.poll(() => shown(page)).toBe(before + 1);
  expect(await page.evaluate(() => document.querySelectorAll("main svg[data-own]").length)).toBe(0);
  await page.context().close();
});

test("a visitor sees the count and is led to sign in", async ({ page, runtime }) => {
  const room = await openLiveRoom(runtime);
  await page.goto(`/en/rooms/${room.id}`);
  const link = page.getByRole("link", { name: /^Sign in to like\. 0/ });
  await expect(link).toHaveAttribute("href", new RegExp(`/en/signin\\?next=.*${room.id}`));
});
