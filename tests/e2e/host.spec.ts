import { startEncoder } from "../support/encoder";
import { expect, test } from "../support/fixtures";
import { newPerson, signUp } from "../support/pages/people";
import { RoomPage } from "../support/pages/room";
import { openOwnRoom } from "../support/pages/studio";

test("somebody becomes a host, pushes as OBS would, is lit in the directory, pauses, resumes and ends", async ({
  page,
  browser,
  runtime,
}) => {
  await page.goto("/en/studio");
  await page.getByRole("link", { name: "Create an account" }).click();
  await signUp(page, newPerson());
  await page.waitForURL("/en/studio");
  const title = `Evening ${newPerson().name}`;
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Open the room" }).click();
  await page.waitForURL(/\/en\/studio\/rooms\/[0-9a-z]{12}$/);
  const roomId = page.url().split("/").at(-1);

  const server = await page.getByLabel("Server", { exact: true }).inputValue();
  const key = await page.getByLabel("Stream key", { exact: true }).inputValue();
  expect(server).toBe(runtime.live.rtmp);

  const viewer = await browser.newContext({ baseURL: runtime.web });
  const watching = new RoomPage(await viewer.newPage());
  await watching.page.goto(`/en/rooms/${roomId}`);
  await expect(watching.page.getByText("Lit soon")).toBeVisible();

  const directory = await viewer.newPage();
  const first = startEncoder(`${server}/${key}`);
  await expect
    .poll(async () => (await (await directory.request.get("/en/live/new")).text()).includes(title), { intervals: [100] })
    .toBe(true);
  await expect(page.getByText("Arriving", { exact: true })).toBeVisible();
  await watching.seeMovingPictures(); // it began to play by itself

  await page.getByRole("button", { name: "Take a break" }).click();
  await expect(watching.page.getByText("On a break").first()).toBeVisible();
  await first.ended; // nobody is sent what the host does not show
  await expect(page.getByText("Arriving", { exact: true })).toHaveCount(0);
  const encoder = startEncoder(`${server}/${key}`); // OBS comes back by itself
  await expect(page.getByText("Arriving", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await watching.seeMovingPictures();

  await page.getByRole("button", { name: "End stream" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End stream" }).click();
  await expect(watching.page.getByText(/has ended|ended/i).first()).toBeVisible();
  await directory.goto("/en/live/new");
  await expect(directory.getByRole("link", { name: title })).toHaveCount(0);
  await encoder.ended;
  await expect // its recording is there within moments
    .poll(async () => (await (await directory.request.get("/en/replays")).text()).includes(title))
    .toBe(true);
  await viewer.close();
});

test("an encoder that is cut off leaves a room that waits, and lights it again when it returns", async ({
  page,
  browser,
  runtime,
}) => {
  const roomId = await openOwnRoom(page, `Storm ${newPerson().name}`);
  const address = `${runtime.live.rtmp}/${await page.getByLabel("Stream key", { exact: true }).inputValue()}`;

  const viewer = await browser.newContext({ baseURL: runtime.web });
  const watching = new RoomPage(await viewer.newPage());
  await watching.page.goto(`/en/rooms/${roomId}`);
  const first = startEncoder(address);
  await watching.seeMovingPictures();
  await first.kill();
  await expect(watching.page.getByText("The picture is interrupted")).toBeVisible();
  const second = startEncoder(address);
  await watching.seeMovingPictures();
  await second.stop();
  await viewer.close();
});
