import { expect, test } from "../support/fixtures";
import { newPerson, signUp } from "../support/pages/people";
import { RoomPage } from "../support/pages/room";

const CHANNEL_TITLE = "広場の時計";

test("a newcomer finds the live room, sees moving pictures, signs up, and is heard in another browser", async ({
  page,
  browser,
  runtime,
}) => {
  await page.goto("/en");
  await page.getByRole("link", { name: CHANNEL_TITLE }).first().click();
  await expect(page).toHaveURL(/\/en\/rooms\/[0-9a-z]{12}$/);
  const roomUrl = page.url();
  const viewer = new RoomPage(page);
  await viewer.seeMovingPictures();
  await expect(page.locator("video")).toHaveCount(1);

  await page
    .getByRole("complementary")
    .or(page.getByRole("region", { name: "Chat" }))
    .getByRole("link", { name: "Sign in" })
    .first()
    .click();
  await page.getByRole("link", { name: "Create an account" }).click();
  const person = newPerson();
  await signUp(page, person);
  await expect(page).toHaveURL(roomUrl);

  const stranger = await browser.newContext({ baseURL: runtime.web });
  const other = new RoomPage(await stranger.newPage());
  await other.page.goto(roomUrl);
  await expect(other.page.getByText("Sign in to write in the chat")).toBeVisible();
  await other.hear();

  const words = `good evening ${person.name}`;
  await viewer.say(words);
  await expect(other.log.getByText(words)).toBeVisible();
  await expect(other.log.getByText(person.name).first()).toBeVisible();
  await stranger.close();
});

test("a browser without Media Source, as on iPhones, plays the room by HLS", async ({ page, runtime }) => {
  await page.addInitScript(() => Object.assign(window, { MediaSource: undefined, WebKitMediaSource: undefined }));
  await page.goto("/en");
  await page.getByRole("link", { name: CHANNEL_TITLE }).first().click();
  await new RoomPage(page).seeMovingPictures();
  expect(await page.locator("video").evaluate((video: HTMLVideoElement) => video.currentSrc)).toContain(`${runtime.live.http}/`);
});

test("two people talk, and each message stands once in both logs, in one order", async ({ browser, runtime, page }) => {
  await page.goto("/en");
  await page.getByRole("link", { name: CHANNEL_TITLE }).first().click();
  await page.waitForURL(/\/rooms\//);
  const roomUrl = page.url();
  const rooms: RoomPage[] = [];
  for (const person of [newPerson(), newPerson()]) {
    const context = await browser.newContext({ baseURL: runtime.web });
    const own = await context.newPage();
    await own.goto(`/en/signup?next=${encodeURIComponent(new URL(roomUrl).pathname)}`);
    await signUp(own, person);
    await expect(own).toHaveURL(roomUrl);
    const room = new RoomPage(own);
    await room.hear();
    rooms.push(room);
  }
  const [first, second] = rooms as [RoomPage, RoomPage];
  const mark = newPerson().name;
  for (let turn = 0; turn < 4; turn++) {
    const [speaker, listener] = turn % 2 === 0 ? [first, second] : [second, first];
    await speaker.say(`${mark} ${turn}`);
    await expect(listener.log.getByText(`${mark} ${turn}`)).toBeVisible();
  }
  const heard = async (room: RoomPage) => ((await room.log.textContent()) ?? "").match(new RegExp(`${mark} \\d`, "g"));
  const expected = [0, 1, 2, 3].map((turn) => `${mark} ${turn}`);
  expect(await heard(first)).toEqual(expected);
  expect(await heard(second)).toEqual(expected);
  for (const room of rooms) await room.page.context().close();
});

test("what somebody writes is text, never markup or a script", async ({ page }) => {
  await page.goto("/en");
  await page.getByRole("link", { name: CHANNEL_TITLE }).first().click();
  await page.waitForURL(/\/rooms\//);
  const path = new URL(page.url()).pathname;
  await page.goto(`/en/signup?next=${encodeURIComponent(path)}`);
  await signUp(page, newPerson());
  await page.waitForURL(path);
  const room = new RoomPage(page);
  const attack = `<img src=x onerror="document.title='taken'"> javascript:alert(1)`;
  await room.say(attack);
  await room.input.fill("https://example.com/a?b=1");
  await room.input.press("Enter");
  expect(await room.log.locator("img[src=x]").count()).toBe(0);
  const link = room.log.getByRole("link", { name: "example.com/a?b=1" });
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(page).not.toHaveTitle("taken");
});
