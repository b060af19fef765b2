import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { openOwnRoom } from "../support/pages/studio";
import { openRoom } from "../support/rooms";
import { cssCallback } from "../support/sign";
import { newViewer } from "../support/viewers";

const HOUR_MS = 3_600_000;

/** A moment as a clock on the wall shows it somewhere, for `datetime-local`. */
const wallClock = (atMs: number, timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(atMs).replace(" ", "T");
const clock = (atMs: number, timeZone: string) =>
  new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(atMs);

async function setTime(page: Page, value: string): Promise<void> {
  const field = page.getByLabel("Start time");
  await field.evaluate((input) => input.removeAttribute("min")); // the browser's own refusal is not what is tested
  await field.fill(value);
  await page.getByRole("button", { name: "Set the time" }).click();
}

test("a host sets a start time in the own zone; a viewer elsewhere sees it in theirs, is reminded, and told when it is lit", async ({
  browser,
  runtime,
  request,
}) => {
  const [tokyo, berlin] = ["Asia/Tokyo", "Europe/Berlin"];
  const host = await (await browser.newContext({ baseURL: runtime.web, timezoneId: tokyo })).newPage();
  const roomId = await openOwnRoom(host, "Stars over the bay");
  await expect(host.getByText(/Asia\/Tokyo \(GMT\+09:00\)/)).toBeVisible();

  const viewer = await newViewer(runtime);
  const context = await browser.newContext({ baseURL: runtime.web, timezoneId: berlin });
  await context.addCookies([viewer.cookie]);
  const page = await context.newPage();
  await page.goto(`/en/rooms/${roomId}`);
  await expect(page.getByRole("heading", { name: "Lit soon" })).toBeVisible();
  await expect(page.locator("[data-chat=live]")).toBeVisible();

  const minuteMs = Math.ceil((Date.now() + 3 * HOUR_MS) / 60_000) * 60_000;
  await setTime(host, wallClock(minuteMs, tokyo));
  await expect(host.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { name: clock(minuteMs, berlin) })).toBeVisible();
  await expect(page.getByText(/^In (3:00|2:59):\d\d$/)).toBeVisible();

  await page.getByRole("button", { name: "Remind me" }).click();
  await expect(page.getByText("1 person will be told.")).toBeVisible();
  await expect(host.getByText("1 person will be told when you go live.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "You will be told" })).toBeVisible();

  const streamName = (await host.getByLabel("Stream key", { exact: true }).inputValue()).split("?")[0] ?? "";
  const push = { event_type: 1 as const, stream_id: streamName, sequence: String(Date.now()) };
  await page.goto("/en/ended"); // who is in the room when it is lit needs no notice
  await request.post("/api/css/callback", { data: cssCallback(runtime, push) });
  await page.goto("/en/upcoming");
  const notice = page.locator(`[data-reminder="${roomId}"]`);
  await expect(notice).toContainText("Stars over the bay");
  await notice.getByRole("link", { name: "Watch" }).click();
  await page.waitForURL(`/en/rooms/${roomId}`);
  await expect(notice).toHaveCount(0);
  await page.goto("/en/upcoming");
  await expect(page.getByLabel(`Menu of ${viewer.name}`)).toBeVisible();
  await expect(notice).toHaveCount(0);
  await Promise.all([host.context().close(), context.close()]);
});

test("a time that has passed is refused in words, and nothing is changed", async ({ page }) => {
  const roomId = await openOwnRoom(page, "Too late");
  await setTime(page, wallClock(Date.now() - 2 * HOUR_MS, "UTC"));
  await expect(page.getByText("This time has passed.")).toBeVisible();
  expect((await (await page.request.get(`/api/rooms/${roomId}`)).json()).scheduledAtMs).toBeNull();
});

test("a waiting room whose time has passed says so, on its page and in the timetable", async ({ page, runtime }) => {
  const room = await openRoom(runtime, { scheduledAt: new Date(Date.now() - 2 * HOUR_MS) });
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`/en/rooms/${room.id}`);
  await expect(page.getByRole("heading", { name: "The planned time has passed" })).toBeVisible();
  await expect(page.getByText(/^late by 2:00:/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in to be reminded" })).toBeVisible();
  await page.goto("/en/upcoming");
  await expect(page.getByRole("listitem").filter({ hasText: room.title })).toContainText("not begun yet");
  expect(errors.filter((text) => /hydrat/i.test(text))).toEqual([]);
});
