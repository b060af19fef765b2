import { createHash } from "node:crypto";
import { expect, test } from "../../support/fixtures";
import { outside } from "../../support/outside";
import { callIm, openRoom, roomOf, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const paragraph = (text: string) => ({ type: "paragraph", text });
const image = (address: string, alt = "A picture") => ({ type: "image", address, alt });
const announce = (host: Viewer, roomId: string, blocks: unknown[]) =>
  host.http.put(`/api/rooms/${roomId}/announcement`, { data: { v: 1, blocks } });

/** A host with a room whose chat group exists. */
async function openHostedRoom(runtime: Runtime): Promise<{ host: Viewer; room: TestRoom }> {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  await callIm(runtime, "group_open_http_svc/create_group", { Type: "AVChatRoom", Name: "room", GroupId: room.groupId });
  return { host, room };
}

test("the whole announcement stays with the app; native clients get plain text within Tencent's bytes", async ({
  request,
  runtime,
}) => {
  const { host, room } = await openHostedRoom(runtime);
  const text = `今夜の予定です。${"余部鉄橋の灯りを待ちます。".repeat(20)}<script>alert(1)</script>`;
  const blocks = [paragraph(text), { type: "cover", name: "stars", alt: "星" }];
  expect((await announce(host, room.id, blocks)).status()).toBe(200);
  const { announcement } = await roomOf(request, room.id);
  expect(announcement?.blocks).toEqual(blocks);
  const profile = async () => {
    const answer = await callIm(runtime, "group_open_http_svc/get_group_info", { GroupIdList: [room.groupId] });
    return (answer.GroupInfo as { Name: string; Notification: string }[])[0];
  };
  await expect.poll(async () => (await profile())?.Notification).toMatch(/^今夜の予定です。余部鉄橋の.*…$/);
  expect(Buffer.byteLength((await profile())?.Notification ?? "")).toBeLessThanOrEqual(300);
  expect(Buffer.byteLength((await profile())?.Name ?? "")).toBeLessThanOrEqual(30);

  expect((await announce(host, room.id, [])).status()).toBe(200);
  expect((await roomOf(request, room.id)).announcement).toBeNull();
  await expect.poll(async () => (await profile())?.Notification).toBe("");
});

test("a picture is taken once, checked by its bytes, and shown from our own address without any power", async ({
  request,
  runtime,
}) => {
  const { host, room } = await openHostedRoom(runtime);
  const pictures = [
    image(outside("/picture.png"), "A boat"),
    image(outside("/mislabelled")),
    image(outside("/to?address=/picture.png")),
  ];
  expect((await announce(host, room.id, pictures)).status()).toBe(200);
  const blocks = (await roomOf(request, room.id)).announcement?.blocks ?? [];
  expect(blocks).toMatchObject([
    { type: "image", width: 12, height: 8, alt: "A boat" },
    { width: 5, height: 5 },
    { width: 12, height: 8 },
  ]);
  const imageId = blocks[0]?.type === "image" ? blocks[0].imageId : "";
  const answer = await request.get(`/api/rooms/${room.id}/images/${imageId}`);
  expect(answer.headers()).toMatchObject({
    "content-type": "image/png",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(
    createHash("sha256")
      .update(await answer.body())
      .digest("hex")
      .slice(0, 32),
  ).toBe(imageId);
  const original = await request.get(outside("/picture.png"));
  expect((await answer.body()).equals(await original.body())).toBe(true);

  await announce(host, room.id, [paragraph("No pictures any more")]);
  expect((await request.get(`/api/rooms/${room.id}/images/${imageId}`)).status()).toBe(404);
});

test("an address that leads inward, to no picture, or to too much is refused, with the block and the reason", async ({
  request,
  runtime,
}) => {
  const { host, room } = await openHostedRoom(runtime);
  await announce(host, room.id, [paragraph("What was up before")]);
  const cases: [string, string][] = [
    ["https://127.0.0.1/a.png", "private_address"],
    ["https://localhost/a.png", "private_address"],
    ["https://2130706433/a.png", "private_address"],
    ["https://[::ffff:169.254.169.254]/latest/meta-data", "private_address"],
    ["https://10.0.0.8:8443/a.png", "private_address"],
    [runtime.redis.url, "not_https"],
    ["http://example.com/a.png", "not_https"],
    ["data:image/png;base64,iVBORw0KGgo=", "not_https"],
    ["javascript:alert(1)", "not_https"],
    ["https://user:secret@example.com/a.png", "has_password"],
    ["not an address", "bad_address"],
    ["//example.com/a.png", "bad_address"],
    [outside(`/to?address=${encodeURIComponent(`${runtime.web}/icon.svg`)}`), "not_https"],
    [outside("/to?address=https://127.0.0.1/"), "private_address"],
    [outside("/missing.png"), "unreachable"],
    [outside("/page.png"), "not_an_image"],
    [outside("/drawing.svg"), "not_an_image"],
    [outside("/giant.png"), "not_an_image"],
    [outside("/heavy.png"), "answer_too_large"],
  ];
  for (const [address, reason] of cases) {
    const answer = await announce(await freshHost(runtime, room), room.id, [paragraph("new"), image(address)]);
    expect([address, answer.status(), (await answer.json()).error]).toMatchObject([
      address,
      400,
      { code: "invalid_input", fields: { "blocks.1.address": reason } },
    ]);
  }
  expect((await roomOf(request, room.id)).announcement?.blocks).toEqual([paragraph("What was up before")]);
});

/** The room goes to a new host: the limit of tries within a minute is one person's. */
async function freshHost(runtime: Runtime, room: TestRoom): Promise<Viewer> {
  const host = await newViewer(runtime, { role: "host" });
  await withDatabase(runtime, (client) => client.query(`UPDATE "Room" SET "hostId" = $1 WHERE "id" = $2`, [host.id, room.id]));
  return host;
}

test("what is too large, of a wrong shape or somebody else's is refused in words", async ({ request, runtime }) => {
  const { host, room } = await openHostedRoom(runtime);
  const refusalOf = async (blocks: unknown[], as = host) => {
    const answer = await announce(as, room.id, blocks);
    return [answer.status(), (await answer.json()).error];
  };
  expect(await refusalOf([paragraph("x".repeat(100_000))])).toMatchObject([
    413,
    { code: "payload_too_large", message: "データが大きすぎます。" },
  ]);
  expect(await refusalOf([paragraph("x".repeat(20_000))])).toMatchObject([400, { fields: { "blocks.0.text": "too_big" } }]);
  expect(await refusalOf([paragraph(`a${"\u0301".repeat(10_000)}`)])).toMatchObject([400, { code: "invalid_input" }]);
  expect(await refusalOf([paragraph(`a${"\u0301".repeat(900)}`)])).toMatchObject([
    400,
    { fields: { "blocks.0.text": "stacked_marks" } },
  ]);
  expect(await refusalOf([paragraph("\u202Egnp.exe")])).toMatchObject([
    400,
    { fields: { "blocks.0.text": "hidden_characters" } },
  ]);
  expect(await refusalOf([{ type: "html", html: "<b>bold</b>" }])).toMatchObject([400, { code: "invalid_input" }]);
  expect(await refusalOf([paragraph("mine now")], await newViewer(runtime))).toMatchObject([404, { code: "not_found" }]);
  const foreign = await request.put(`/api/rooms/${room.id}/announcement`, { data: { v: 1, blocks: [] } });
  expect(foreign.status()).toBe(401);
  expect((await roomOf(request, room.id)).announcement).toBeNull();
});

test("a room that an older version announced, or that only has plain text, shows that text", async ({ request, runtime }) => {
  const { host, room } = await openHostedRoom(runtime);
  await announce(host, room.id, [paragraph("New words"), { type: "cover", name: "cat", alt: "A cat" }]);
  await withDatabase(runtime, (client) =>
    client.query(
      `UPDATE "Room" SET "announcement" = 'Old words', "revision" = "revision" + 1, "updatedAt" = now() WHERE "id" = $1`,
      [room.id],
    ),
  );
  await expect.poll(async () => (await roomOf(request, room.id)).announcement?.blocks).toEqual([paragraph("Old words")]);
});
