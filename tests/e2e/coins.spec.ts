import { giftCatalogue, giftReceipt } from "../../lib/gifts/schema";
import { newId } from "../../lib/ids";
import { walletView } from "../../lib/wallet/schema";
import { expect, test } from "../support/fixtures";
import { openLiveRoom, withDatabase } from "../support/rooms";
import { newViewer, type Viewer } from "../support/viewers";

const balanceOf = async ({ http }: Viewer) => walletView.parse(await (await http.get("/api/wallet")).json()).balance;

test("an admin gives coins with a reason, takes a gift back once, and the books show no difference", async ({
  page,
  runtime,
}) => {
  const [admin, viewer] = [await newViewer(runtime, { role: "admin" }), await newViewer(runtime)];
  await page.context().addCookies([admin.cookie]);
  await page.goto("/en/admin/ledger");
  await page.getByLabel("Email of the account").fill(viewer.email);
  await page.getByLabel("Coins", { exact: true }).fill("500");
  await page.getByLabel("Reason, kept on record").last().fill("lost in an outage");
  await page.getByRole("button", { name: "Give", exact: true }).click();
  await expect(page.getByText("Given.")).toBeVisible();
  expect(await balanceOf(viewer)).toBe(500);

  const room = await openLiveRoom(runtime);
  const order = { giftId: "fireworks", count: 1, expectedPrice: 300, requestId: newId(), comboId: newId() };
  giftReceipt.parse(await (await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: order })).json());
  expect(await balanceOf(viewer)).toBe(200);

  await page.reload();
  const row = page
    .getByRole("row")
    .filter({ hasText: `Wallet of ${viewer.name}` })
    .filter({ hasText: "Gift" });
  await row.getByRole("button", { name: "Take back" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason, kept on record").fill("sent by a child");
  await dialog.getByRole("button", { name: "Take back" }).click();
  await expect(row.getByText("Taken back")).toBeVisible();
  await expect(row.getByRole("button")).toHaveCount(0);
  expect(await balanceOf(viewer)).toBe(500);
  for (const figure of ["difference", "unbalanced", "drifted", "unmatched"]) {
    await expect(page.locator(`[data-figure=${figure}]`)).toHaveText("0");
  }
  const audit = await withDatabase(runtime, async (client) => {
    const { rows } = await client.query(
      `SELECT "action", "reason", "after"->'coins' AS "coins" FROM "AuditEntry" WHERE "actorId" = $1 ORDER BY "id"`,
      [admin.id],
    );
    return rows;
  });
  expect(audit).toEqual([
    { action: "coins.grant", reason: "lost in an outage", coins: 500 },
    { action: "coins.reverse", reason: "sent by a child", coins: null },
  ]);
});

test("coins that are spent cannot be taken back, and the admin reads why", async ({ page, runtime }) => {
  const [admin, viewer] = [await newViewer(runtime, { role: "admin" }), await newViewer(runtime, { coins: 100 })];
  const room = await openLiveRoom(runtime);
  const order = { giftId: "balloon", count: 5, expectedPrice: 10, requestId: newId(), comboId: newId() };
  expect((await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: order })).status()).toBe(201);
  await page.context().addCookies([admin.cookie]);
  await page.goto("/en/admin/ledger");
  const grant = page
    .getByRole("row")
    .filter({ hasText: `Wallet of ${viewer.name}` })
    .filter({ hasText: "Grant" });
  await grant.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("granted by mistake");
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("spent already");
  expect(await balanceOf(viewer)).toBe(50);
});

test("an admin adds a gift with a picture of which only the drawing is kept, changes its price, and switches it off", async ({
  page,
  request,
  runtime,
}) => {
  const admin = await newViewer(runtime, { role: "admin" });
  await page.context().addCookies([admin.cookie]);
  await page.goto("/en/admin/gifts");
  const id = newId();
  const form = page
    .getByRole("region", { name: "New gift" })
    .or(page.locator("section", { hasText: "New gift" }))
    .last();
  await form.getByLabel("Name in addresses").fill(id);
  for (const language of ["Japanese", "English", "Chinese"]) await form.getByLabel(`${language} name`).fill(`Gift ${id}`);
  await form.getByLabel("Price in coins").fill("7");
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>alert(1)</script><circle r="3"/></svg>';
  await form
    .getByLabel("Picture (SVG)")
    .setInputFiles({ name: "a.svg", mimeType: "image/svg+xml", buffer: Buffer.from(picture) });
  await form.getByRole("button", { name: "Save" }).click();
  const tile = page.getByRole("listitem").filter({ hasText: id });
  await expect(tile).toBeVisible();

  const offered = async () => {
    const { gifts } = giftCatalogue.parse(await (await request.get("/api/gifts")).json());
    return gifts.find((gift) => gift.id === id);
  };
  const gift = await offered();
  expect(gift).toMatchObject({ price: 7, tier: 1 });
  const art = await request.get(gift?.art ?? "");
  expect(art.headers()["content-security-policy"]).toContain("sandbox");
  expect(await art.text()).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle r="3"></circle></svg>');

  await tile.locator("summary").click();
  await tile.getByLabel("Price in coins").fill("9");
  await tile.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await offered())?.price).toBe(9);
  await tile.getByLabel("Offer it in rooms").uncheck();
  await tile.getByRole("button", { name: "Save" }).click();
  await expect.poll(offered).toBeUndefined();
});

test("a picture that is none is refused with a sentence, and nothing typed is lost", async ({ page, runtime }) => {
  const admin = await newViewer(runtime, { role: "admin" });
  await page.context().addCookies([admin.cookie]);
  await page.goto("/en/admin/gifts");
  const form = page.locator("section", { hasText: "New gift" }).last();
  const id = newId();
  await form.getByLabel("Name in addresses").fill(id);
  for (const language of ["Japanese", "English", "Chinese"]) await form.getByLabel(`${language} name`).fill("Sparkler");
  await form.getByLabel("Price in coins").fill("7");
  const file = { name: "a.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<html></html>") };
  await form.getByLabel("Picture (SVG)").setInputFiles(file);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("This is not an SVG picture with a viewBox.")).toBeVisible();
  await expect(form.getByLabel("English name")).toHaveValue("Sparkler");
});

test("nobody but an admin learns that the desk's pages exist", async ({ page, runtime }) => {
  const host = await newViewer(runtime, { role: "host" });
  await page.context().addCookies([host.cookie]);
  for (const path of ["/en/admin/ledger", "/en/admin/gifts"]) expect((await page.goto(path))?.status()).toBe(404);
});
