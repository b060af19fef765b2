import { expect, test } from "../support/fixtures";
import { outside } from "../support/outside";
import { openOwnRoom } from "../support/pages/studio";

test("a host writes text and a picture, puts them in order, and the people in the room see them without a reload", async ({
  page,
  browser,
  runtime,
}) => {
  const roomId = await openOwnRoom(page, "Night ferry");
  const context = await browser.newContext({ baseURL: runtime.web });
  const viewer = await context.newPage();
  const foreign: string[] = [];
  viewer.on("request", (request) => {
    if (request.url().includes(process.env.HIROBA_TEST_OUTSIDE ?? "?")) foreign.push(request.url());
  });
  await viewer.goto(`/en/rooms/${roomId}`);
  await expect(viewer.locator("[data-chat=live]")).toBeVisible();

  const words = `<b>Harbour</b> at nine\nhttps://example.com/map`;
  await page.getByRole("textbox", { name: "Text", exact: true }).fill(words);
  await page.getByRole("button", { name: "Add a picture" }).click();
  await page.getByLabel("Address of the picture").fill(outside("/picture.png"));
  await page.getByLabel("What it shows").fill("The harbour at night");
  await page.getByRole("button", { name: "Move part 2 up" }).click();
  await expect(page.getByText("The picture appears once it is saved")).toBeVisible();
  await page.getByRole("button", { name: "Put it up" }).click();
  await expect(page.getByText("Saved. The room shows it now.")).toBeVisible();

  const notice = viewer.getByRole("complementary", { name: "Announcement" });
  await expect(notice.getByRole("paragraph").filter({ hasText: "<b>Harbour</b> at nine" })).toBeVisible();
  await expect(notice.getByRole("link", { name: "example.com/map" })).toHaveAttribute("rel", /noopener/);
  const picture = notice.getByRole("img", { name: "The harbour at night" });
  await expect.poll(() => picture.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(12);
  const order = await notice.evaluate((element) => {
    const [image, text] = [element.querySelector("img"), element.querySelector("p")];
    return image && text ? image.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING : 0;
  });
  expect(order).toBe(4);
  expect(await viewer.locator("b", { hasText: "Harbour" }).count()).toBe(0);
  expect(foreign).toEqual([]);

  await page.getByRole("button", { name: "Remove part 1" }).click();
  await page.getByRole("button", { name: "Remove part 1" }).click();
  await page.getByRole("button", { name: "Take it down" }).click();
  await expect(notice).toHaveCount(0);
  await context.close();
});

test("a picture whose address leads inward is refused beside its field, and what was written stays", async ({
  page,
  request,
}) => {
  const roomId = await openOwnRoom(page, "Too near");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Kept words");
  await page.getByRole("button", { name: "Add a picture" }).click();
  const address = page.getByLabel("Address of the picture");
  await address.fill("https://169.254.169.254/latest/meta-data");
  await page.getByLabel("What it shows").fill("Secrets");
  await page.getByRole("button", { name: "Put it up" }).click();
  await expect(page.getByText("This address leads into a private network and is not fetched.")).toBeVisible();
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Text", exact: true })).toHaveValue("Kept words");
  expect((await (await request.get(`/api/rooms/${roomId}`)).json()).announcement).toBeNull();
});
