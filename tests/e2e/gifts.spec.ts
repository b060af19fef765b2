import type { Browser, Page } from "@playwright/test";
import { walletView } from "../../lib/wallet/schema";
import { giftMessages } from "../support/control";
import { expect, test } from "../support/fixtures";
import { DanmakuPage } from "../support/pages/danmaku";
import { RoomPage } from "../support/pages/room";
import { openLiveRoom, type TestRoom, withDatabase } from "../support/rooms";
import type { Runtime } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

/** A browser of its own in a room, as a viewer or as a visitor, once its chat is joined. */
async function enter(browser: Browser, runtime: Runtime, room: TestRoom, viewer: Viewer | null): Promise<Page> {
  const context = await browser.newContext({ baseURL: runtime.web });
  if (viewer) await context.addCookies([viewer.cookie]);
  const page = await context.newPage();
  await page.goto(`/en/rooms/${room.id}`);
  await new RoomPage(page).hear();
  return page;
}

/** Opens the sheet by a gift of the stall under the picture. */
const choose = (page: Page, gift: string) =>
  page.getByRole("region", { name: "Gifts" }).getByRole("button", { name: gift }).click();
const sheetOf = (page: Page) => page.getByRole("dialog", { name: "Send a gift" });
const balanceOf = async ({ http }: Viewer) => walletView.parse(await (await http.get("/api/wallet")).json()).balance;

test("a combo of 99 taps is 5 messages, and two browsers show one counter of 99", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const [own, other] = [await enter(browser, runtime, room, viewer), await enter(browser, runtime, room, null)];
  await choose(own, "Paper balloon");
  const send = sheetOf(own).getByRole("button", { name: "Send Paper balloon" });
  await send.evaluate((button: HTMLButtonElement) => {
    for (let tap = 0; tap < 99; tap++) button.click();
  });
  await expect(send).toHaveAttribute("data-run", "99");
  for (const page of [own, other]) {
    await expect(page.locator("[data-combo]")).toHaveAttribute("data-combo", "99");
    await expect(page.getByRole("log").locator("[data-gift=balloon]")).toHaveAttribute("data-count", "99");
    await expect(page.getByRole("log").locator("[data-gift]")).toHaveCount(1);
  }
  const messages = await giftMessages(runtime, room.groupId);
  expect(messages.map((items) => items.map(({ count }) => count))).toEqual([[20], [20], [20], [20], [19]]);
  expect(await balanceOf(viewer)).toBe(10);
  for (const page of [own, other]) await page.context().close();
});

test("choosing 99 is one message with a count of 99, and flies in the danmaku", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const page = await enter(browser, runtime, room, viewer);
  await choose(page, "Paper balloon");
  await sheetOf(page).getByText("×99").click();
  await sheetOf(page).getByRole("button", { name: "Send Paper balloon" }).click();
  await expect(page.getByRole("log").locator("[data-gift=balloon]")).toHaveAttribute("data-count", "99");
  await expect.poll(async () => (await new DanmakuPage(page).ink()).count).toBeGreaterThan(100); // nobody says anything here
  await expect.poll(async () => (await giftMessages(runtime, room.groupId)).map((items) => items.length)).toEqual([1]);
  await expect(sheetOf(page).getByText("You have 10")).toBeVisible();
  await page.context().close();
});

test("somebody who comes later finds the gift in the history, and so does the host at the own desk", async ({
  browser,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const [giver, late] = [await newViewer(runtime, { coins: 1_000 }), await newViewer(runtime)];
  const host = await newViewer(runtime, { role: "host" });
  await withDatabase(runtime, (client) => client.query(`UPDATE "Room" SET "hostId" = $1 WHERE "id" = $2`, [host.id, room.id]));
  const page = await enter(browser, runtime, room, giver);
  await choose(page, "Fireworks");
  await sheetOf(page).getByRole("button", { name: "Send Fireworks" }).click();
  await expect(page.locator("[data-effect=fireworks]")).toBeVisible();
  await expect(page.getByRole("log").locator("[data-gift=fireworks]")).toHaveCount(1);
  await expect.poll(async () => (await giftMessages(runtime, room.groupId)).length).toBe(1);
  const newcomer = await enter(browser, runtime, room, late);
  await expect(newcomer.getByRole("log").locator("[data-gift=fireworks]")).toHaveAttribute("data-count", "1");
  const desk = await browser.newPage({ baseURL: runtime.web });
  await desk.context().addCookies([host.cookie]);
  await desk.goto(`/en/studio/rooms/${room.id}`);
  await expect(desk.getByRole("log").locator("[data-gift=fireworks]")).toContainText("sent Fireworks");
  for (const one of [page, newcomer, desk]) await one.context().close();
});

test("who has too few coins reads one sentence, takes the day's coins beside it, and can send", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime);
  const page = await enter(browser, runtime, room, viewer);
  await choose(page, "Goldfish");
  const sheet = sheetOf(page);
  await expect(sheet.getByRole("alert")).toHaveText("You don't have enough coins for this.");
  await expect(sheet.getByRole("link", { name: "Get coins" })).toHaveAttribute("href", "/en/wallet");
  await sheet.getByRole("button", { name: "Take 100 free coins" }).click();
  await expect(sheet.getByText("You have 100")).toBeVisible();
  await expect(sheet.getByRole("alert")).toHaveCount(0);
  await sheet.getByRole("button", { name: "Send Goldfish" }).click();
  await expect(page.getByRole("log").locator("[data-gift=goldfish]")).toHaveCount(1);
  await expect.poll(() => balanceOf(viewer)).toBe(50);
  await page.context().close();
});

test("a visitor is invited to sign in, and comes back to the room", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const page = await enter(browser, runtime, room, null);
  await choose(page, "Dango");
  const link = sheetOf(page).getByRole("link", { name: "Sign in" });
  await expect(link).toHaveAttribute("href", `/en/signin?next=%2Fen%2Frooms%2F${room.id}`);
  await expect(sheetOf(page).getByRole("button", { name: /Send Dango/ })).toHaveCount(0);
  await page.context().close();
});

test("on a phone, with reduced motion, gifts are sent from beside the input, and nothing flies", async ({ browser, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 5_000 });
  const context = await browser.newContext({
    baseURL: runtime.web,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    reducedMotion: "reduce",
  });
  await context.addCookies([viewer.cookie]);
  const page = await context.newPage();
  await page.goto(`/en/rooms/${room.id}`);
  await new RoomPage(page).hear();
  await page.getByRole("button", { name: "Gifts" }).click();
  await sheetOf(page).getByText("Mikoshi").click();
  await sheetOf(page).getByRole("button", { name: "Send Mikoshi" }).click();
  const effect = page.locator("[data-effect=mikoshi]");
  await expect(effect).toBeAttached();
  const moving = await effect.evaluate(
    (element) =>
      element.getAnimations({ subtree: true }).filter((animation) => {
        const frames = (animation.effect as KeyframeEffect).getKeyframes();
        return frames.some((frame) => "transform" in frame || "translate" in frame);
      }).length,
  );
  expect(moving).toBe(0);
  await context.close();
});

test("the wallet page gives the day's coins and shows where coins went", async ({ browser, runtime }) => {
  const viewer = await newViewer(runtime, { coins: 30 });
  const context = await browser.newContext({ baseURL: runtime.web });
  const page = await context.newPage();
  await page.goto("/en/wallet");
  await expect(page).toHaveURL(/\/en\/signin\?next=%2Fen%2Fwallet$/);
  await context.addCookies([viewer.cookie]);
  await page.goto("/en/wallet");
  await page.getByRole("button", { name: "Take 100 free coins" }).click();
  await expect(page.locator("[data-balance='130']")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Daily coins" })).toContainText("+100");
  await expect(page.getByRole("listitem").filter({ hasText: "From the staff" })).toContainText("+30");
  await context.close();
});
