import type { Browser, Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { restrictAs } from "../support/restrictions";
import { openLiveRoom } from "../support/rooms";
import type { Runtime } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

/** An act is to be in the open pages within a second; as much again is for this machine, which runs the pages as well. */
const SOON = { timeout: 2_000 };

const row = (page: Page, words: string) => page.locator("[data-message]", { hasText: words });

async function enter(browser: Browser, runtime: Runtime, path: string, who: Viewer): Promise<RoomPage> {
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([who.cookie]);
  const room = new RoomPage(await context.newPage());
  await room.page.goto(path);
  await room.hear();
  return room;
}

/** Opens the menu of acts from a message, and gives it. */
async function actsOn(keeper: RoomPage, words: string, name: string) {
  await row(keeper.page, words).hover();
  await row(keeper.page, words)
    .getByRole("button", { name: `Act on ${name}` })
    .click();
  return keeper.page.getByRole("dialog", { name });
}

async function undo(keeper: RoomPage): Promise<void> {
  await keeper.page.getByRole("button", { name: "Undo" }).click();
  await expect(keeper.page.getByText("Taken back")).toBeVisible();
}

test("a viewer is muted, kicked and banned by the host and a moderator, reads why and until when, and is back at once when it is undone", async ({
  browser,
  runtime,
}) => {
  test.slow(); // three pages, each with a chat of its own
  const [host, moderator, ann] = [
    await newViewer(runtime, { role: "host" }),
    await newViewer(runtime, { role: "moderator" }),
    await newViewer(runtime),
  ];
  const { id } = await openLiveRoom(runtime, { hostId: host.id });
  const desk = await enter(browser, runtime, `/en/studio/rooms/${id}`, host);
  const watch = await enter(browser, runtime, `/en/rooms/${id}`, moderator);
  const seat = await enter(browser, runtime, `/en/rooms/${id}`, ann);
  const veil = seat.page.getByRole("heading", { name: "You can't enter this room" });
  await seat.say("is anybody here");

  await seat.input.fill("half a sent");
  let acts = await actsOn(desk, "is anybody here", ann.name);
  await acts.getByLabel("Reason").fill("take a breath");
  await acts.getByRole("button", { name: `Mute ${ann.name}: 10 min` }).click();
  await expect(seat.input).toBeDisabled(SOON);
  await expect(seat.page.locator("[data-mute=reader]")).toContainText(/Until \d\d:\d\d, 0:0\d:\d\d left.*Reason: take a breath/);
  await undo(desk);
  await expect(seat.input).toBeEnabled(SOON);
  await expect(seat.input).toHaveValue("half a sent");

  await restrictAs(host, { act: "mute", roomId: id, userIds: [ann.id], seconds: 4 });
  await seat.page.reload();
  await seat.hear();
  await expect(seat.input).toBeDisabled(); // coming in anew does not help
  await expect(seat.input).toBeEnabled(); // and it opens by itself
  await seat.say("patience");

  acts = await actsOn(watch, "patience", ann.name);
  await acts.getByRole("button", { name: "Out now, for a minute" }).click();
  await expect(veil).toBeVisible(SOON);
  await expect(seat.page.locator("[data-chat=idle]")).toBeVisible(); // the page has left the chat
  await undo(watch);
  await seat.say("back again");

  acts = await actsOn(watch, "back again", ann.name);
  await acts.getByLabel("Everywhere").check();
  await acts.getByRole("button", { name: `Ban ${ann.name}: Until lifted` }).click();
  await expect(veil).toBeVisible();
  await seat.page.reload();
  await expect(veil).toBeVisible();
  await watch.page.goto("/en/admin/bans");
  await watch.page.getByRole("searchbox").fill(ann.name);
  await watch.page.getByRole("button", { name: "Search" }).click();
  await watch.page.getByRole("button", { name: `Lift for ${ann.name}` }).click();
  await expect(watch.page.getByText(`Lifted for ${ann.name}`)).toBeVisible();
  await expect(veil).toBeHidden();
  await seat.say("thank you");

  await desk.page.getByRole("button", { name: "Who may write" }).click();
  const modes = desk.page.getByRole("dialog", { name: "Who may write" });
  await modes.getByRole("button", { name: "5 min" }).click();
  await expect(seat.page.locator("[data-mute=room]")).toBeVisible();
  await expect(seat.input).toBeDisabled();
  await modes.getByRole("button", { name: "Open again" }).click();
  await expect(seat.input).toBeEnabled();
});
