import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { openOwnRoom } from "../support/pages/studio";
import { callIm } from "../support/rooms";
import { newViewer } from "../support/viewers";

const row = (page: Page, words: string) => page.locator("[data-message]", { hasText: words });

async function use(page: Page, words: string, tool: RegExp | string): Promise<void> {
  await row(page, words).hover();
  await row(page, words).getByRole("button", { name: tool }).click();
}

test("people answer and call each other, the host pins a message and sets who may write, and a newcomer finds all of it", async ({
  page,
  browser,
  runtime,
}) => {
  test.slow(); // three pages, each with a chat of its own
  const host = new RoomPage(page);
  const roomId = await openOwnRoom(page, "A room where people talk");
  const ann = await newViewer(runtime);
  await callIm(runtime, "im_open_login_svc/account_import", { UserID: ann.id, Nick: "an older name" });
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([ann.cookie]);
  const guest = new RoomPage(await context.newPage());
  await guest.page.goto(`/en/rooms/${roomId}`);
  await guest.say("the bridge is lit");

  await host.hear();
  await expect(row(page, "the bridge is lit")).toContainText(ann.name); // as Hiroba calls her
  await use(page, "the bridge is lit", "Reply");
  await expect(page.getByText(`Reply to ${ann.name}`)).toBeVisible();
  await host.input.fill("I see it too");
  await host.input.press("Enter");
  const answer = row(guest.page, "I see it too");
  await expect(answer).toContainText("the bridge is lit");
  await expect(answer).toHaveAttribute("data-called", "true");

  await host.input.pressSequentially(`look @${ann.name.slice(0, 4)}`);
  await expect(page.getByRole("option", { name: ann.name })).toBeVisible();
  await host.input.press("Enter");
  await expect(host.input).toHaveValue(`look @${ann.name} `);
  await host.input.press("Enter");
  await expect(row(guest.page, "look").locator("mark")).toHaveText(`@${ann.name}`);

  await use(page, "look", "Pin"); // an own message: its seal comes with the history
  const pinned = guest.page.getByRole("complementary", { name: "Pinned" });
  await expect(pinned).toContainText(`look @${ann.name}`);

  await page.getByRole("button", { name: "Who may write" }).click();
  const modes = page.getByRole("dialog", { name: "Who may write" });
  await modes.getByLabel("Slow mode").selectOption("60");
  await expect(modes.getByText("Saved")).toBeVisible();
  await modes.getByLabel("Emoji and stickers only").check();
  await page.keyboard.press("Escape");
  await expect(guest.page.locator("[data-modes='slow emoji']")).toBeVisible();
  await guest.say("words");
  await expect(row(guest.page, "words")).toContainText("only emoji and stickers may be sent now");
  await guest.page.getByRole("button", { name: "Emoji and stickers" }).click();
  await guest.page.getByRole("button", { name: "Stickers", exact: true }).click();
  await guest.page.getByRole("button", { name: "Waving" }).click();
  await expect(page.getByRole("log").getByRole("img", { name: "Waving" })).toBeVisible();
  await expect(guest.page.getByText(/^You can write again in \d+ s$/)).toBeVisible();

  const stranger = new RoomPage(await browser.newPage({ baseURL: runtime.web }));
  await stranger.page.goto(`/en/rooms/${roomId}`);
  await expect(stranger.log.getByRole("listitem").filter({ hasText: "the bridge is lit" })).toHaveCount(2); // it, and its answer
  await expect(stranger.log.getByRole("img", { name: "Waving" })).toHaveCount(1);
  await expect(stranger.page.getByRole("complementary", { name: "Pinned" })).toBeVisible();
  await stranger.page.close();

  await page.getByRole("button", { name: "Take down" }).click();
  await expect(pinned).toHaveCount(0);
  await context.close();
});

test("a reader who has scrolled up is not moved by what comes, and is told how much it is", async ({ page, runtime }) => {
  const roomId = await openOwnRoom(page, "A busy room");
  const guest = new RoomPage(page);
  await page.goto(`/en/rooms/${roomId}`);
  await guest.hear();
  const tell = (from: number, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        callIm(runtime, "group_open_http_svc/send_group_msg", {
          GroupId: `room_${roomId}`,
          Random: from + index,
          MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: `line ${from + index}.` } }],
        }),
      ),
    );
  await tell(100, 25);
  await expect(guest.log.getByText(/^line \d+\.$/)).toHaveCount(25);
  const first = guest.log.getByText(/^line \d+\.$/).first();
  await guest.log.evaluate((element) => element.scrollTo(0, 0));
  await expect(first).toBeInViewport();
  const top = async () => (await first.boundingBox())?.y;
  const before = await top();
  await tell(200, 10);
  const newer = page.getByRole("button", { name: "10 new" });
  await expect(newer).toBeVisible();
  expect(await top()).toBe(before);
  await newer.click();
  await expect(newer).toHaveCount(0);
  await expect(guest.log.getByText(/^line \d+\.$/).last()).toBeInViewport();
});
