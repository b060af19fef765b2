import { newId } from "../../../lib/ids";
import { expect, test } from "../../support/fixtures";
import { openLiveRoom, openRoom, roomOf, withDatabase } from "../../support/rooms";
import { cssCallback, imCallbackPath } from "../../support/sign";

test("one person with thousands of requests and invented ids does not lift a room past an honest one", async ({
  request,
  runtime,
}) => {
  test.slow();
  const [honest, forged] = [await openRoom(runtime), await openRoom(runtime)];
  for (const room of [honest, forged]) {
    const push = { event_type: 1 as const, stream_id: room.streamName, sequence: String(Date.now()) };
    await request.post("/api/css/callback", { data: cssCallback(runtime, push) });
  }
  const say = async (groupId: string, userId: string, sequence: number) => {
    const body = { GroupId: groupId, From_Account: userId, MsgSeq: sequence, MsgBody: [] };
    await request.post(imCallbackPath(runtime, "Group.CallbackAfterSendMsg"), { data: body });
  };
  const start = Date.now();
  for (let person = 0; person < 40; person++) await say(honest.groupId, `honest${newId()}`, start + person);
  const cheat = newId();
  for (let round = 0; round < 60; round++) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => say(forged.groupId, cheat, start + 1_000 + round * 50 + index)));
  }
  const minutes = Math.floor(Date.now() / 60_000) - Math.floor(start / 60_000) + 1; // a slow machine needs more than one
  for (let id = 0; id < 30; id++) await request.post(`/api/rooms/${forged.id}/lease`, { data: { viewerId: newId() } });

  const [fair, unfair] = [await roomOf(request, honest.id), await roomOf(request, forged.id)];
  expect(fair.popularity.parts.messages).toBeGreaterThan(50); // 80, less what time took while this ran
  expect(unfair.popularity.parts.messages).toBeLessThanOrEqual(12 * minutes);
  expect(unfair.onlineCount).toBe(10);
  expect(fair.popularity.score).toBeGreaterThan(unfair.popularity.score);
  const page = await (await request.get("/en/live/all")).text();
  expect(page.indexOf(honest.title)).toBeLessThan(page.indexOf(forged.title));
});

test("visitors of one IPv6 /64 are one address, however many addresses they have", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const home = `2001:db8:${Math.floor(Math.random() * 65_536).toString(16)}:7`;
  const come = (address: string) =>
    request.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: newId() }, headers: { "x-forwarded-for": address } });
  for (let index = 1; index <= 12; index++) expect((await come(`${home}::${index}`)).status()).toBe(200);
  expect((await roomOf(request, room.id)).onlineCount).toBe(10);
  await come(`2001:db8:ffff:8::1`);
  expect((await roomOf(request, room.id)).onlineCount).toBe(11);
});

test("a message that the vendor tells twice counts once, and a session keeps its figures", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const push = { stream_id: room.streamName, sequence: String(Date.now()) };
  await request.post("/api/css/callback", { data: cssCallback(runtime, { event_type: 1, ...push }) });
  for (const viewerId of [newId(), newId(), newId()]) await request.post(`/api/rooms/${room.id}/lease`, { data: { viewerId } });
  const body = { GroupId: room.groupId, From_Account: newId(), MsgSeq: Date.now(), MsgBody: [] };
  for (let time = 0; time < 3; time++) await request.post(imCallbackPath(runtime, "Group.CallbackAfterSendMsg"), { data: body });
  const figures = () =>
    withDatabase(runtime, async (client) => {
      const rows = await client.query(`SELECT "peakOnline", "messageCount" FROM "LiveSession" WHERE "roomId" = $1`, [room.id]);
      return rows.rows[0];
    });
  await expect.poll(figures).toEqual({ peakOnline: 3, messageCount: 1 });
});

test("a session's peak and average are of distinct viewers; what is told twice or was never there lowers nothing below zero", async ({
  request,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const people = Array.from({ length: 4 }, () => newId());
  const call = async (name: string, list: string, ids: string[]) => {
    const body = { GroupId: room.groupId, [list]: ids.map((Member_Account) => ({ Member_Account })) };
    expect((await (await request.post(imCallbackPath(runtime, name), { data: body })).json()).ErrorCode).toBe(0);
  };
  const online = async () => (await roomOf(request, room.id)).onlineCount;
  await call("Group.CallbackAfterMemberExit", "ExitMemberList", people); // nobody came yet
  expect(await online()).toBe(0);
  await call("Group.CallbackAfterNewMemberJoin", "NewMemberList", people);
  await call("Group.CallbackAfterNewMemberJoin", "NewMemberList", people.slice(0, 2));
  expect(await online()).toBe(4);
  for (let time = 0; time < 3; time++) await call("Group.CallbackAfterMemberExit", "ExitMemberList", people.slice(1));
  expect(await online()).toBe(1);
  const figures = () =>
    withDatabase(runtime, async (client) => {
      const { rows } = await client.query(
        `SELECT "peakOnline" AS peak, "averageOnline" AS average FROM "LiveSession" WHERE "roomId" = $1`,
        [room.id],
      );
      return rows[0];
    });
  await expect.poll(async () => (await figures()).peak).toBe(4);
  await expect.poll(async () => (await figures()).average).toBeGreaterThan(0);
  expect((await figures()).average).toBeLessThanOrEqual(4);
});
