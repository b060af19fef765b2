import { expect, test } from "../support/fixtures";
import { openLiveRoom } from "../support/rooms";
import { cssCallback } from "../support/sign";

test("a card that is out of date opens a page that tells the truth", async ({ page, runtime, request }) => {
  const room = await openLiveRoom(runtime);
  await page.clock.install(); // nothing on the page is asked for again by itself
  await page.goto("/en/live/new");
  const card = page.getByRole("link", { name: room.title });
  await expect(card).toBeVisible();
  await page.waitForLoadState("networkidle"); // what the router fetches ahead is out of date too
  const push = { stream_id: room.streamName, sequence: String(room.sequence) };
  const data = cssCallback(runtime, { ...push, event_type: 0 });
  expect((await request.post("/api/css/callback", { data })).status()).toBe(200);
  await expect(card).toBeVisible();
  await card.click();
  await expect(page).toHaveURL(`/en/rooms/${room.id}`);
  await expect(page.locator('main[data-status="paused"]')).toBeVisible();
});

test("cards keep their order until the reader asks for the new one", async ({ page, runtime }) => {
  const first = await openLiveRoom(runtime);
  await page.clock.install();
  await page.goto("/en/live/new");
  const shown = page.getByRole("article").first();
  await expect(page.getByRole("link", { name: first.title })).toBeVisible();
  const title = await shown.textContent();
  const second = await openLiveRoom(runtime);
  const chip = page.getByRole("button", { name: /order has changed/ });
  await expect(async () => {
    await page.clock.fastForward(31_000);
    await expect(chip).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  expect(await shown.textContent()).toBe(title);
  await chip.click();
  await expect(page.getByRole("link", { name: second.title })).toBeVisible();
  await expect(chip).toBeHidden();
});
