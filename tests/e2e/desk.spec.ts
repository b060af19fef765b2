import { startEncoder } from "../support/encoder";
import { expect, test } from "../support/fixtures";
import { newPerson, signInAs, signUp } from "../support/pages/people";
import { openOwnRoom } from "../support/pages/studio";
import { openRoom, roomOf } from "../support/rooms";
import { pushUrl } from "../support/sign";

test("an owner makes somebody an admin, and it holds at that person's next step", async ({ browser, page, runtime }) => {
  const owner = runtime.accounts.find((account) => account.role === "owner");
  if (!owner) throw new Error("no owner");
  const context = await browser.newContext({ baseURL: runtime.web });
  const other = await context.newPage();
  const person = newPerson();
  await other.goto("/en/signup");
  await signUp(other, person);
  expect((await other.goto("/en/admin"))?.status()).toBe(404);

  await signInAs(page, owner);
  await page.goto("/en/admin/users");
  await page.getByLabel("Name or email").fill(person.email);
  await page.getByRole("button", { name: "Find" }).click();
  const row = page.getByRole("row", { name: person.email });
  await row.getByRole("combobox").selectOption("admin");
  await row.getByRole("button", { name: /^Set the role/ }).click();
  await expect.poll(async () => (await other.goto("/en/admin"))?.status()).toBe(200);
  await context.close();
});

test("an admin ends anybody's session: the encoder is cut, and refused when it comes back", async ({
  page,
  request,
  runtime,
}) => {
  const admin = runtime.accounts.find((account) => account.role === "admin");
  if (!admin) throw new Error("no admin");
  const room = await openRoom(runtime);
  const encoder = startEncoder(pushUrl(runtime, room.streamName));
  await expect.poll(async () => (await roomOf(request, room.id)).status).toBe("live");
  await signInAs(page, admin);
  await page.goto("/en/admin");
  await page.locator(`[data-room="${room.id}"]`).getByRole("link", { name: room.title }).click();
  await page.waitForURL(`/en/admin/rooms/${room.id}`);
  await page.getByRole("button", { name: "End", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /End/ }).click();
  await expect.poll(async () => (await roomOf(request, room.id)).status).toMatch(/ended|replay/);
  await encoder.ended;
  await expect.poll(() => startEncoder(pushUrl(runtime, room.streamName)).ended).toContain("forbidden");
});

test("a host changes title and announcement, and people in the room see it without a reload", async ({
  browser,
  page,
  runtime,
}) => {
  const roomId = await openOwnRoom(page, `First ${newPerson().name}`);
  const context = await browser.newContext({ baseURL: runtime.web });
  const viewer = await context.newPage();
  await viewer.goto(`/en/rooms/${roomId}`);
  await expect(viewer.locator("[data-chat=live]")).toBeVisible();

  const [title, announcement] = [`Second ${newPerson().name}`, `At nine ${newPerson().name}`];
  await page.getByRole("textbox", { name: "Text", exact: true }).fill(announcement);
  await page.getByRole("button", { name: "Put it up" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(viewer.getByText(announcement).first()).toBeVisible();
  await expect(viewer.getByRole("heading", { name: title })).toBeVisible();

  const key = page.getByLabel("Stream key", { exact: true });
  const before = await key.inputValue();
  await page.getByRole("button", { name: "Make a new key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make a new key" }).click();
  await expect.poll(() => key.inputValue()).not.toBe(before);
  await context.close();
});
