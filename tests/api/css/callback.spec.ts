import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "../../support/fixtures";
import { openRoom, roomOf, withDatabase } from "../../support/rooms";
import { cssCallback } from "../../support/sign";
import type { Runtime } from "../../support/system";

const sequence = () => `${Date.now()}${Math.floor(Math.random() * 1e6)}`;

async function send(request: APIRequestContext, runtime: Runtime, type: 0 | 1, stream_id: string, push: string, spoil = {}) {
  const data = cssCallback(runtime, { event_type: type, stream_id, sequence: push }, spoil);
  return (await request.post("/api/css/callback", { data })).status();
}

test("a stream that begins lights its room, one that ends pauses it, and a new one lights it again", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const first = sequence();
  expect(await send(request, runtime, 1, room.streamName, first)).toBe(200);
  const live = await roomOf(request, room.id);
  expect(live).toMatchObject({ status: "live", statusVersion: 1, pausedBy: null });
  expect(live.pullUrl).toContain(`/${room.streamName}.flv?txSecret=`);
  await send(request, runtime, 0, room.streamName, first);
  expect(await roomOf(request, room.id)).toMatchObject({
    status: "paused",
    pausedBy: "encoder",
    statusVersion: 2,
    pullUrl: null,
  });
  await send(request, runtime, 1, room.streamName, `${first}1`);
  expect(await roomOf(request, room.id)).toMatchObject({ status: "live", statusVersion: 3 });
});

test("an event that is repeated, or that comes late, changes nothing", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const first = sequence();
  await send(request, runtime, 1, room.streamName, first);
  await send(request, runtime, 1, room.streamName, first);
  await send(request, runtime, 1, room.streamName, `${first}1`); // the encoder came back before its end was told
  await send(request, runtime, 0, room.streamName, first);
  await send(request, runtime, 1, room.streamName, first); // and its beginning is told once more
  expect(await roomOf(request, room.id)).toMatchObject({ status: "live", statusVersion: 1 });
  const sessions = await withDatabase(runtime, (client) =>
    client.query(`SELECT count(*)::int AS count FROM "LiveSession" WHERE "roomId" = $1`, [room.id]),
  );
  expect(sessions.rows[0].count).toBe(1);
});

test("a forged event, an old one and one of another account get 403 and changes nothing", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  expect(await send(request, runtime, 1, room.streamName, sequence(), { sign: "0".repeat(32) })).toBe(403);
  const nowSeconds = Math.floor(Date.now() / 1000);
  for (const t of [nowSeconds - 1, nowSeconds + 3_600]) {
    expect(await send(request, runtime, 1, room.streamName, sequence(), { t })).toBe(403);
  }
  expect(await send(request, runtime, 1, room.streamName, sequence(), { appid: 1_250_000_001 })).toBe(403);
  expect(await roomOf(request, room.id)).toMatchObject({ status: "waiting", statusVersion: 0 });
});

test("a body of another shape gets 400, and events that are not used, or of no room, get 200", async ({ request, runtime }) => {
  expect((await request.post("/api/css/callback", { data: {} })).status()).toBe(400);
  expect((await request.post("/api/css/callback", { data: [] })).status()).toBe(400);
  const unused = cssCallback(runtime, { event_type: 1, stream_id: "x", sequence: "1" }, { event_type: 317 });
  expect((await request.post("/api/css/callback", { data: unused })).status()).toBe(200);
  const picture = { event_type: 200, create_time: 1, pic_full_url: "not an address" };
  const broken = cssCallback(runtime, { event_type: 1, stream_id: "x", sequence: "1" }, picture);
  expect((await request.post("/api/css/callback", { data: broken })).status()).toBe(400);
  expect(await send(request, runtime, 1, "unknownstream", sequence())).toBe(200);
});

test("a change of status is on the directory and on the room's page at the next request", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const push = sequence();
  const shows = async (path: string, text: string) => (await (await request.get(path)).text()).includes(text);
  for (const path of ["/en/live/new", "/ja/live/new", "/en/live/music"]) expect(await shows(path, room.title)).toBe(false);
  await send(request, runtime, 1, room.streamName, push);
  for (const path of ["/en/live/new", "/ja/live/new", "/en/live/music"]) expect(await shows(path, room.title)).toBe(true);
  await send(request, runtime, 0, room.streamName, push);
  expect(await shows("/en/live/new", room.title)).toBe(false);
  expect(await shows("/en/paused", room.title)).toBe(true);
});

test("a picture of a live room is on its card at the next reading, and not when the room was not live then", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const push = sequence();
  const nowSeconds = Math.floor(Date.now() / 1000);
  const tell = async (create_time: number, name: string) => {
    const picture = { event_type: 200, create_time, pic_full_url: `https://pictures.example/${name}.jpg` };
    const data = cssCallback(runtime, { event_type: 1, stream_id: room.streamName, sequence: push }, picture);
    expect((await request.post("/api/css/callback", { data })).status()).toBe(200);
  };
  const shown = async () => (await (await request.get(`/api/directory/counts?ids=${room.id}`)).json()).cards[0].picture;
  await tell(nowSeconds, "early");
  await send(request, runtime, 1, room.streamName, push);
  expect(await shown()).toBeNull();
  await tell(nowSeconds - 3_600, "old");
  expect(await shown()).toBeNull();
  await tell(nowSeconds + 1, "now");
  expect(await shown()).toBe("https://pictures.example/now.jpg");
  await send(request, runtime, 0, room.streamName, push);
  expect(await shown()).toBeNull();
});
