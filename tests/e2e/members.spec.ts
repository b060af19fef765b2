import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { openOwnRoom } from "../support/pages/studio";
import { callIm } from "../support/rooms";
import { newViewer, type Viewer } from "../support/viewers";

/** Opens the tab once the chat is joined: before, the page may not be able to take a click. */
async function openMembers(page: Page): Promise<void> {
  await expect(page.locator("[data-chat=live]")).toBeVisible();
  await page.getByRole("tab", { name: /^Members/ }).click();
}

const row = (page: Page, person: Pick<Viewer, "id">) => page.locator(`[data-member="${person.id}"]`);

test("the members tab shows who comes and goes, each person once, with the host marked; the host can search it", async ({
  page,
  browser,
  runtime,
}) => {
  test.slow(); // six pages, each with a chat of its own
  const roomId = await openOwnRoom(page, "Who is here");
  const hostId = (await (await page.request.get("/api/auth/session")).json()).user.id as string;
  await openMembers(page);
  const host = row(page, { id: hostId });
  await expect(host).toContainText("Host");

  const reader = await browser.newPage({ baseURL: runtime.web });
  await reader.goto(`/en/rooms/${roomId}`);
  await openMembers(reader);
  await expect(row(reader, { id: hostId })).toBeVisible();
  await expect(reader.getByRole("searchbox", { name: "Find by name" })).toHaveCount(0);

  const [ann, bo] = [await newViewer(runtime), await newViewer(runtime, { role: "moderator" })];
  for (const { id, name } of [ann, bo]) {
    await callIm(runtime, "im_open_login_svc/account_import", { UserID: id, Nick: name });
  }
  const pages: Page[] = [];
  for (const person of [ann, bo, bo]) {
    const context = await browser.newContext({ baseURL: runtime.web });
    await context.addCookies([person.cookie]);
    const own = await context.newPage();
    await own.goto(`/en/rooms/${roomId}`);
    await expect(own.locator("[data-chat=live]")).toBeVisible();
    pages.push(own);
  }
  for (const seen of [page, reader]) {
    await expect(row(seen, ann)).toHaveCount(1);
    await expect(row(seen, bo)).toHaveCount(1);
    await expect(seen.locator("[data-member]").first()).toHaveAttribute("data-member", bo.id); // the newest first
  }
  await openMembers(pages[0] as Page);
  await expect(row(pages[0] as Page, bo)).toContainText("Mod");

  const search = page.getByRole("searchbox", { name: "Find by name" });
  await search.fill(ann.name.toUpperCase());
  await expect(row(page, ann)).toBeVisible();
  await expect(row(page, bo)).toHaveCount(0);
  await search.fill("nobody is called that");
  await expect(page.getByText("Nobody in the list is called that.")).toBeVisible();
  await search.fill("");

  await pages[0]?.context().close();
  await pages[1]?.context().close(); // one of two pages of the same person
  await expect(row(page, ann)).toHaveCount(0);
  await expect(row(reader, ann)).toHaveCount(0);
  await expect(row(page, bo)).toHaveCount(1);
  await pages[2]?.context().close();
  await expect(row(page, bo)).toHaveCount(0);
  await reader.close();
});

test("the tabs work by keyboard, and what was said stays while the members are looked at", async ({ page, runtime }) => {
  await openOwnRoom(page, "Two tabs");
  const [chat, members] = [page.getByRole("tab", { name: "Chat" }), page.getByRole("tab", { name: /^Members/ })];
  await expect(page.locator("[data-chat=live]")).toBeVisible();
  const words = `kept ${(await newViewer(runtime)).id}`;
  await page.getByRole("textbox", { name: "Write in the chat" }).fill(words);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log").getByText(words)).toBeVisible();
  await chat.focus();
  await page.keyboard.press("ArrowRight");
  await expect(members).toBeFocused();
  await expect(members).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("log")).toHaveCount(0);
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("log").getByText(words)).toBeVisible();
});
