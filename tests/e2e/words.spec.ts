import { newId } from "../../lib/ids";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { openOwnRoom } from "../support/pages/studio";
import { newViewer } from "../support/viewers";

test("a host forbids a word, tries it out, and a viewer who writes it is told why; another word comes to everybody as stars", async ({
  browser,
  page,
  runtime,
}) => {
  const mark = newId().replace(/\d/g, "x");
  const roomId = await openOwnRoom(page, `Words ${mark}`);
  const viewer = await newViewer(runtime);
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([viewer.cookie]);
  const room = new RoomPage(await context.newPage());
  await room.page.goto(`/en/rooms/${roomId}`);
  await room.hear();

  await page.getByRole("link", { name: "Words and links" }).click();
  const add = async (word: string, action: string) => {
    const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Add", exact: true }) });
    await form.getByLabel("What happens").selectOption(action);
    await form.getByRole("textbox", { name: "Word", exact: true }).fill(word);
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("listitem").filter({ hasText: word })).toBeVisible();
  };
  await add(`bad${mark}`, "refuse");
  await add(`rude${mark}`, "replace");
  await page.getByLabel("A message").fill(`so b.a.d.${mark.split("").join(".")} it is`);
  await page.getByRole("button", { name: "Try it" }).click();
  await expect(page.getByText("Refused", { exact: true })).toBeVisible();

  await room.input.fill(`so BAD${mark}`);
  await room.input.press("Enter");
  await expect(room.page.getByText("Not delivered: it contains a blocked word")).toBeVisible();
  await room.input.fill(`oh rude${mark} you`);
  await room.input.press("Enter");
  await page.goto(`/en/studio/rooms/${roomId}`);
  await expect(page.getByRole("log").getByText(/^oh \*+ you$/)).toBeVisible();
  await context.close();
});

test("the site's words open for admins, and for nobody else", async ({ browser, page, runtime }) => {
  const [host, admin] = await Promise.all(["host", "admin"].map((role) => newViewer(runtime, { role })));
  if (!host || !admin) throw new Error("two people");
  await page.context().addCookies([host.cookie]);
  expect((await page.goto("/en/admin/words"))?.status()).toBe(404);
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([admin.cookie]);
  const desk = await context.newPage();
  await desk.goto("/en/admin/words");
  await expect(desk.getByRole("heading", { level: 1, name: "Words" })).toBeVisible();
  await context.close();
});
