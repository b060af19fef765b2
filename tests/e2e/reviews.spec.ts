import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { callIm, openLiveRoom, type TestRoom } from "../support/rooms";
import type { Runtime } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

/** Somebody with an account in the chat service, on a page of the room. */
async function enterAs(browser: Browser, runtime: Runtime, room: TestRoom, person: Viewer): Promise<RoomPage> {
  await callIm(runtime, "im_open_login_svc/account_import", { UserID: person.id, Nick: person.name });
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([person.cookie]);
  const room_ = new RoomPage(await context.newPage());
  await room_.page.goto(`/en/rooms/${room.id}`);
  await room_.hear();
  return room_;
}

test("a viewer reports a message, a moderator hides it with a key, the viewer is told, and the undo shows it again", async ({
  page,
  browser,
  runtime,
}) => {
  test.slow(); // three pages, two of them with a chat
  const room = await openLiveRoom(runtime);
  const [ann, ben] = [await newViewer(runtime), await newViewer(runtime)];
  const [author, reader] = [await enterAs(browser, runtime, room, ann), await enterAs(browser, runtime, room, ben)];
  await author.say("nobody likes you");
  const row = reader.page.locator("[data-message]", { hasText: "nobody likes you" });
  await row.hover();
  await row.getByRole("button", { name: "Report" }).click();
  const form = reader.page.getByRole("dialog", { name: "Report a message" });
  await form.getByLabel("Harassment or insult").check();
  await form.getByLabel("What should moderators know?").fill("again and again");
  await form.getByRole("button", { name: "Report" }).click();
  await expect(form.getByText("Moderators will look at it")).toBeVisible();
  await form.getByRole("button", { name: "Close" }).last().click();

  const moderator = await newViewer(runtime, { role: "moderator" });
  await page.context().addCookies([moderator.cookie]);
  await page.goto(`/en/studio/rooms/${room.id}/reviews`); // that of all rooms begins with the oldest cases, which other tests made
  const item = page.locator("[data-case]", { hasText: ann.name });
  await item.getByRole("button").first().click();
  await expect(item).toContainText("again and again");
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.keyboard.press("a");
  await expect(item.getByRole("button", { name: "Let go" })).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByText(`Refused: ${ann.name}.`)).toBeVisible();
  await expect(item).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await expect(author.log).toContainText("Message removed by a moderator");
  const elsewhere = await reader.page.context().newPage();
  await elsewhere.goto("/en/upcoming");
  await expect(elsewhere.getByText(/Moderators acted on what you reported/)).toBeVisible();

  await page.keyboard.press("u");
  await expect(page.getByText("The case is open again")).toBeVisible();
  await expect(row).toBeVisible();
  await expect(author.log.getByText("nobody likes you")).toBeVisible();
  await page.goto(`/en/admin/audit?action=case.refuse&q=${moderator.id}`);
  await expect(page.locator("[data-entry][data-undone=true]")).toHaveCount(1);
  await page.setViewportSize({ width: 390, height: 800 });
  const audit = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(audit.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test("people without a right to it find neither the queue nor the audit log", async ({ page, runtime }) => {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openLiveRoom(runtime, { hostId: host.id });
  await page.context().addCookies([host.cookie]);
  for (const path of ["/en/admin/reviews", "/en/admin/audit"]) expect((await page.goto(path))?.status()).toBe(404);
  expect((await page.goto(`/en/studio/rooms/${room.id}/reviews`))?.status()).toBe(200);
  await expect(page.getByText("Nothing waits for a decision.")).toBeVisible();
  const other = await newViewer(runtime);
  await page.context().addCookies([other.cookie]);
  expect((await page.goto(`/en/studio/rooms/${room.id}/reviews`))?.status()).toBe(404);
});
