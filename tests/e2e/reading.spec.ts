import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/fixtures";
import { signInAs } from "../support/pages/people";
import { openRoom } from "../support/rooms";

test("the directory and its pages can be read and walked without JavaScript", async ({ browser, runtime }) => {
  const ended = await openRoom(runtime, { status: "ended" });
  const context = await browser.newContext({ baseURL: runtime.web, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/en");
  await expect(page.getByRole("link", { name: "広場の時計" }).first()).toBeVisible();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /^Ended/ })
    .click();
  await expect(page).toHaveURL("/en/ended");
  await expect(page.getByRole("link", { name: ended.title })).toBeVisible();
  await page.getByRole("link", { name: "Timetable" }).first().click();
  await expect(page).toHaveURL("/en/upcoming");
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`public pages have no accessibility violation, at 390 and 1440 px, in ${colorScheme}`, async ({ browser, runtime }) => {
    test.setTimeout(120_000);
    const room = await openRoom(runtime);
    for (const width of [390, 1440]) {
      const context = await browser.newContext({ baseURL: runtime.web, colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of [
        "/ja",
        "/en/upcoming",
        "/zh/ended",
        "/en/search?q=room",
        "/en/signin",
        "/en/signup",
        `/en/rooms/${room.id}`,
        "/en/no-such-page",
      ]) {
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
        expect(violations.map(({ id, nodes }) => [path, width, id, nodes[0]?.html])).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect([path, width, overflow]).toEqual([path, width, 0]);
      }
      await context.close();
    }
  });
}

test("no page breaks its own security policy, and nothing is loaded from elsewhere", async ({ page, runtime }) => {
  const complaints: string[] = [];
  const own = new Set([runtime.web, runtime.live.http, runtime.chat.proxyServer].map((address) => new URL(address).host));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && !own.has(host)) complaints.push(request.url());
  });
  const host = runtime.accounts.find((account) => account.role === "admin");
  if (!host) throw new Error("no admin");
  await page.goto("/en");
  await page.getByRole("link", { name: "広場の時計" }).first().click();
  await expect(page.locator("video")).toBeVisible();
  await signInAs(page, host);
  for (const path of ["/en/studio", "/en/admin", "/en/account", "/en"]) await page.goto(path);
  expect(complaints).toEqual([]);
});
