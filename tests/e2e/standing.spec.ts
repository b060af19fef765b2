import type { Browser, Page } from "@playwright/test";
import { newId } from "../../lib/ids";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { callIm, openLiveRoom, type TestRoom } from "../support/rooms";
import type { Runtime } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

async function enter(browser: Browser, runtime: Runtime, room: TestRoom, viewer: Viewer | null): Promise<Page> {
  const context = await browser.newContext({ baseURL: runtime.web });
  if (viewer) await context.addCookies([viewer.cookie]);
  const page = await context.newPage();
  await page.goto(`/en/rooms/${room.id}`);
  await new RoomPage(page).hear();
  return page;
}

test("a viewer becomes a member, gives most, reaches a level; everybody sees it beside the name, and the own pages tell how", async ({
  browser,
  runtime,
}) => {
  test.slow(); // three pages, and upkeep follows the ledger by two seconds
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 2_000 });
  await callIm(runtime, "im_open_login_svc/account_import", { UserID: viewer.id, Nick: viewer.name });
  const [page, reader] = [await enter(browser, runtime, room, viewer), await enter(browser, runtime, room, null)];

  await page.getByRole("button", { name: "Become a member" }).click();
  const sheet = page.getByRole("dialog", { name: "Membership" });
  await expect(sheet.getByText("A member’s mark")).toBeVisible();
  await sheet.getByRole("button", { name: "30 days 300 coins" }).click();
  await expect(sheet.getByText("Member until")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "30 more days 300 coins" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Member", exact: true })).toBeVisible();

  const requestId = newId();
  const gift = { giftId: "lantern", count: 1, expectedPrice: 1_000, requestId, comboId: requestId };
  expect((await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: gift })).status()).toBe(201);
  await page.getByRole("tab", { name: "Givers" }).click();
  const place = page.locator(`[data-giver="${viewer.id}"]`);
  await expect(place).toContainText("1,000");
  await page.getByText("All time").click();
  await expect(place).toContainText(viewer.name);
  await page.getByRole("tab", { name: "Givers" }).press("ArrowRight"); // round to the chat
  await expect(page.getByRole("tab", { name: "Chat" })).toBeFocused();

  // 1,300 points are level 8; the page hears of it with its next beat.
  await expect(page.locator("[data-reached]")).toContainText("You reached level 8", { timeout: 25_000 });
  const text = `hello ${newId()}`;
  await new RoomPage(page).say(text);
  for (const one of [page, reader]) {
    const row = one.getByRole("log").locator("[data-message]").filter({ hasText: text });
    await expect(row.locator("[data-level]")).toHaveText("Level 8");
    await expect(row.locator("[data-badge]")).toHaveText(["Member ", "Top giver ", "Newcomer "]);
  }
  await reader.getByRole("tab", { name: /^Members/ }).click();
  await expect(reader.locator(`[data-member="${viewer.id}"]`)).toContainText("Top giver");

  await page.goto("/en/wallet");
  await expect(page.locator(`[data-membership="${room.id}"]`)).toContainText(room.title);
  const movement = page.getByRole("listitem").filter({ hasText: `Membership ${room.title}` });
  await expect(movement).toContainText("−300");
  await page.goto("/en/account");
  await expect(page.getByRole("heading", { name: "Level 8" })).toBeVisible();
  await expect(page.locator("[data-part=coins]")).toHaveText("1,000");
  await expect(page.locator("[data-part=memberships]")).toHaveText("300");
  await expect(page.getByText(/to level 9/)).toBeVisible();
  for (const one of [page, reader]) await one.context().close();
});
