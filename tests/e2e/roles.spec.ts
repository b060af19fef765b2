import { expect, test } from "../support/fixtures";
import { signInAs } from "../support/pages/people";
import { openLiveRoom } from "../support/rooms";
import { newViewer } from "../support/viewers";

test("a host appoints a moderator of the room and dismisses them, and the person's open page follows at once", async ({
  browser,
  runtime,
}) => {
  test.slow(); // two pages, each with a chat of its own
  const [host, ann] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime)];
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const open = async (person: typeof host, path: string) => {
    const context = await browser.newContext({ baseURL: runtime.web });
    await context.addCookies([person.cookie]);
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.locator("[data-chat=live]")).toBeVisible();
    return page;
  };
  const viewing = await open(ann, `/en/rooms/${room.id}`);
  const keeping = viewing.getByRole("button", { name: "Who may write" });
  const setModes = async () => (await ann.http.put(`/api/rooms/${room.id}/chat`, { data: {} })).status();
  await expect(keeping).toHaveCount(0);
  expect(await setModes()).toBe(403);

  const studio = await open(host, `/en/studio/rooms/${room.id}`);
  await studio.getByRole("button", { name: "Choose somebody who is here" }).click();
  await studio.getByRole("button", { name: /^Appoint / }).click();
  await expect(keeping).toBeVisible();
  expect(await setModes()).toBe(200);
  await viewing.getByRole("textbox", { name: "Write in the chat" }).fill("good evening");
  await viewing.getByRole("textbox", { name: "Write in the chat" }).press("Enter");
  await expect(studio.getByRole("log")).toContainText("Room moderator");

  await studio.getByRole("button", { name: /^Dismiss / }).click();
  await expect(keeping).toHaveCount(0);
  expect(await setModes()).toBe(403);

  // The same from the menu of acts, where it can be taken back.
  await studio.getByRole("tab", { name: /^Members/ }).click();
  await studio
    .getByRole("button", { name: `Act on ${ann.id}` })
    .or(studio.getByRole("button", { name: `Act on ${ann.name}` }))
    .click();
  await studio.getByRole("dialog").getByRole("button", { name: "Appoint" }).click();
  await expect(keeping).toBeVisible();
  await studio.getByRole("button", { name: "Undo" }).click();
  await expect(keeping).toHaveCount(0);
  for (const page of [viewing, studio]) await page.context().close();
});

test("a moderator who is demoted loses the desk and the room's tools on the pages that are open", async ({
  browser,
  page,
  runtime,
}) => {
  test.slow(); // three pages, one with a chat
  const owner = runtime.accounts.find((account) => account.role === "owner");
  if (!owner) throw new Error("no owner");
  const [bo, room] = [await newViewer(runtime, { role: "moderator" }), await openLiveRoom(runtime)];
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([bo.cookie]);
  const [desk, viewing] = [await context.newPage(), await context.newPage()];
  await desk.goto("/en/admin");
  await expect(desk.getByRole("heading", { name: "Admin desk" })).toBeAttached();
  await viewing.goto(`/en/rooms/${room.id}`);
  const keeping = viewing.getByRole("button", { name: "Who may write" });
  await expect(keeping).toBeVisible();

  await signInAs(page, owner);
  await page.goto(`/en/admin/users?q=${bo.email}`);
  const row = page.getByRole("row", { name: bo.email });
  await row.getByRole("combobox").selectOption("user");
  await row.getByRole("button", { name: /^Set the role/ }).click();
  await expect(keeping).toHaveCount(0);
  await desk.bringToFront();
  await expect(desk.getByRole("heading", { name: "Admin desk" })).not.toBeAttached();
  await expect(desk.getByText("404").or(desk.getByRole("heading", { level: 1 }))).toBeVisible();
  await context.close();
});
