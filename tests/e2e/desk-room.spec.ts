import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { openLiveRoom } from "../support/rooms";
import { newViewer } from "../support/viewers";

test("a moderator goes from the wall into a room, reads what is said there, and raises and lowers its shield with one click", async ({
  browser,
  page,
  runtime,
}) => {
  const [room, ann, moderator] = [
    await openLiveRoom(runtime),
    await newViewer(runtime),
    await newViewer(runtime, { role: "moderator" }),
  ];
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([moderator.cookie]);
  const desk = await context.newPage();
  await desk.goto("/en/admin");
  await expect(desk.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: "Coins" })).toHaveCount(0);
  const tile = desk.locator(`[data-room="${room.id}"]`);
  await tile.getByRole("link", { name: room.title }).click();
  await desk.waitForURL(`/en/admin/rooms/${room.id}`);
  await new RoomPage(desk).hear();
  await expect(desk.getByRole("button", { name: "End", exact: true })).toHaveCount(0); // an admin's act

  await page.context().addCookies([ann.cookie]);
  await page.goto(`/en/rooms/${room.id}`);
  const viewer = new RoomPage(page);
  await viewer.say("good evening");
  await expect(desk.getByRole("log").getByText("good evening")).toBeVisible();

  await desk.getByRole("button", { name: "Raise the shield" }).click();
  const modes = page.locator("[data-modes]");
  await expect(modes).toHaveAttribute("data-modes", "shield slow followed");
  await desk.getByRole("button", { name: "Lower the shield" }).click();
  await expect(modes).toHaveCount(0);

  expect((await page.goto(`/en/admin/rooms/${room.id}`))?.status()).toBe(404);
  await context.close();
});
