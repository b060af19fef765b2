import type { APIRequestContext } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { askBefore, askJoin, newRandom, textElement } from "../../support/chat-callbacks";
import { customMessages } from "../../support/control";
import { expect, test } from "../../support/fixtures";
import { addPeople } from "../../support/lotteries";
import { redisCommand } from "../../support/redis";
import { restrictAs, undoAs } from "../../support/restrictions";
import { callIm, openGroup, openLiveRoom, openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import { soon } from "../../support/soon";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

type World = { request: APIRequestContext; runtime: Runtime };

async function stage(runtime: Runtime) {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const [ann, ben] = [await newViewer(runtime), await newViewer(runtime)];
  return { host, room, ann, ben };
}

/** What the before-send decision says, as `passes`, or the name of the refusal and the seconds that are left. */
async function say(world: World, room: TestRoom, userId: string, address?: string): Promise<string> {
  const said = { userId, element: textElement(`hello ${newRandom()}`), ...(address ? { address } : {}) };
  const { ErrorCode, ErrorInfo } = await askBefore(world, room, said);
  return ErrorCode === 0 ? "passes" : ErrorInfo;
}

async function like(world: World, room: TestRoom, userId: string): Promise<string> {
  const batch = { v: 1, type: "like", batchId: newId(), count: 1 };
  const element = { MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(batch), Desc: "", Ext: "" } };
  const { ErrorCode, ErrorInfo } = await askBefore(world, room, { userId, element });
  return ErrorCode === 0 || ErrorCode === 2 ? "counted" : ErrorInfo;
}

const lease = (http: APIRequestContext, room: TestRoom, headers: Record<string, string> = {}) =>
  http.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: "0123456789ab" }, headers });
const userSig = async (person: Viewer) => (await person.http.post("/api/im/usersig", { data: {} })).status();

test("a muted person is refused with the seconds that are left and speaks again when they are over; others, and other rooms, are not held back", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, ann, ben } = await stage(runtime);
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const other = await openRoom(runtime, { hostId: host.id });
  await restrictAs(host, { act: "mute", roomId: room.id, userIds: [ann.id], seconds: 600, reason: "shouting" });
  expect(await say(world, room, ann.id)).toMatch(/^muted:(599|600)$/);
  expect(await like(world, room, ann.id)).toMatch(/^muted:\d+$/);
  expect(await like(world, room, ben.id)).toBe("counted");
  expect(await say(world, room, ben.id)).toBe("passes");
  expect(await say(world, other, ann.id)).toBe("passes");
  const viewer = await (await ann.http.get(`/api/rooms/${room.id}/viewer`)).json();
  expect(viewer.holds).toMatchObject({ ban: null, mute: { reason: "shouting", leftMs: expect.any(Number) } });
  expect((await lease(ann.http, room)).status()).toBe(200); // who is muted still watches

  await restrictAs(host, { act: "mute", roomId: room.id, userIds: [ann.id], seconds: 1 });
  await soon(() => say(world, room, ann.id)).toBe("passes"); // the later act counts, and ends by itself
});

test("a ban from a room holds at sending, liking, joining, watching and giving there, and nowhere else; what it was is put back by undo, once", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host } = await stage(runtime);
  const ann = await newViewer(runtime, { coins: 100 });
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const other = await openRoom(runtime, { hostId: host.id });
  const [entryId] = await restrictAs(host, { act: "ban", roomId: room.id, userIds: [ann.id], seconds: null });
  const doors = async (where: TestRoom) => ({
    send: await say(world, where, ann.id),
    like: await like(world, where, ann.id),
    join: (await askJoin(world, where, ann.id)).ErrorInfo,
    lease: (await lease(ann.http, where)).status(),
    snapshot: (await ann.http.get(`/api/rooms/${where.id}`)).status(),
    userSig: await userSig(ann),
  });
  expect(await doors(room)).toEqual({ send: "banned", like: "banned", join: "banned", lease: 403, snapshot: 403, userSig: 200 });
  expect((await (await lease(ann.http, room)).json()).error).toMatchObject({ code: "banned", untilMs: null });
  const requestId = newId();
  const gift = { giftId: "balloon", count: 1, requestId, comboId: requestId, expectedPrice: 10 };
  expect((await (await ann.http.post(`/api/rooms/${room.id}/gifts`, { data: gift })).json()).error.code).toBe("banned");
  expect((await (await ann.http.get(`/api/rooms/${room.id}/viewer`)).json()).holds.ban).toMatchObject({ untilMs: null });
  expect(await doors(other)).toMatchObject({ send: "passes", join: "", lease: 200, snapshot: 200 });
  expect((await request.get(`/api/rooms/${room.id}`)).status()).toBe(200); // everybody else

  expect(await undoAs(host, entryId)).toBe(200);
  expect(await doors(room)).toEqual({ send: "passes", like: "counted", join: "", lease: 200, snapshot: 200, userSig: 200 });
  expect(await undoAs(host, entryId)).toBe(409);
});

test("a ban from the site holds in every room and gives no UserSig; lifting it ends it", async ({ request, runtime }) => {
  const world = { request, runtime };
  const { room, ann } = await stage(runtime);
  const moderator = await newViewer(runtime, { role: "moderator" });
  await restrictAs(moderator, { act: "ban", userIds: [ann.id], seconds: 86_400 });
  expect(await userSig(ann)).toBe(403);
  expect(await say(world, room, ann.id)).toMatch(/^banned:86\d{3}$/);
  expect((await askJoin(world, room, ann.id)).ErrorInfo).toMatch(/^banned:86\d{3}$/);
  const list = await (await moderator.http.get(`/api/restrictions?q=${ann.name}`)).json();
  expect(list.items).toHaveLength(1);
  const lifted = await moderator.http.post(`/api/restrictions/${list.items[0].id}/lift`, { data: { reason: "sorry" } });
  expect(lifted.status()).toBe(200);
  expect(await userSig(ann)).toBe(200);
  expect(await say(world, room, ann.id)).toBe("passes");
});

test("who is kicked is out, and not back within the minute; a kick does not shorten a ban", async ({ request, runtime }) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  await restrictAs(host, { act: "kick", roomId: room.id, userIds: [ann.id] });
  expect((await askJoin(world, room, ann.id)).ErrorInfo).toMatch(/^banned:(59|60)$/);
  await restrictAs(host, { act: "ban", roomId: room.id, userIds: [ben.id], seconds: 3_600 });
  await restrictAs(host, { act: "kick", roomId: room.id, userIds: [ben.id] });
  expect((await askJoin(world, room, ben.id)).ErrorInfo).toMatch(/^banned:3\d{3}$/);
});

test("nobody restricts upward, sideways or outside the own room, not one of several, and what somebody above placed is not lifted from below", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  const [moderator, admin] = [await newViewer(runtime, { role: "moderator" }), await newViewer(runtime, { role: "admin" })];
  const tries: [Viewer, object, number][] = [
    [ann, { act: "mute", roomId: room.id, userIds: [ben.id], seconds: 600 }, 403],
    [host, { act: "mute", roomId: room.id, userIds: [moderator.id], seconds: 600 }, 403],
    [host, { act: "ban", roomId: room.id, userIds: [ann.id, host.id], seconds: 600 }, 403],
    [host, { act: "ban", roomId: null, userIds: [ann.id], seconds: 600 }, 403],
    [moderator, { act: "ban", roomId: null, userIds: [admin.id], seconds: 600 }, 403],
    [moderator, { act: "ban", roomId: null, userIds: [moderator.id], seconds: 600 }, 403],
    [moderator, { act: "ban", roomId: null, userIds: ["000000000000"], seconds: 600 }, 404],
    [moderator, { act: "ban", roomId: "000000000000", userIds: [ann.id], seconds: 600 }, 404],
    [host, { act: "banRange", roomId: null, addressRange: "203.0.113.0/24", seconds: 600 }, 403],
    [moderator, { act: "banRange", roomId: null, addressRange: "0.0.0.0/0", seconds: 600 }, 400],
    [moderator, { act: "mute", roomId: null, userIds: [], seconds: 600 }, 400],
    [moderator, { act: "mute", roomId: null, userIds: [ann.id], seconds: -1 }, 400],
    [moderator, { act: "mute", roomId: null, userIds: [ann.id], seconds: 600, until: "now" }, 400],
  ];
  for (const [who, data, status] of tries) {
    expect([data, (await who.http.post("/api/restrictions", { data })).status()]).toEqual([data, status]);
  }
  expect(await say(world, room, ann.id)).toBe("passes"); // of several, all or none

  await restrictAs(admin, { act: "mute", roomId: room.id, userIds: [ann.id], seconds: 600 });
  const { items } = await (await host.http.get(`/api/rooms/${room.id}/restrictions`)).json();
  expect((await host.http.post(`/api/restrictions/${items[0].id}/lift`, { data: {} })).status()).toBe(403);
  expect((await admin.http.post(`/api/restrictions/${items[0].id}/lift`, { data: {} })).status()).toBe(200);
  expect((await admin.http.post(`/api/restrictions/${items[0].id}/lift`, { data: {} })).status()).toBe(409);
});

test("a banned range keeps out guests and accounts that are made behind it, not those that were there before", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const moderator = await newViewer(runtime, { role: "moderator" });
  const { room, ann } = await stage(runtime);
  await userSig(ann); // known from before
  const network = `2001:db8:${newNumber()}:${newNumber()}`;
  const from = (address: string) => ({ "x-forwarded-for": address });
  expect((await lease(request, room, from(`${network}::1`))).status()).toBe(200);
  await restrictAs(moderator, { act: "banRange", addressRange: `${network}::/64`, seconds: 3_600 });
  expect((await lease(request, room, from(`${network}::1`))).status()).toBe(403);
  expect((await request.get(`/api/rooms/${room.id}`, { headers: from(`${network}:ffff::`) })).status()).toBe(403);
  expect((await lease(request, room, from("2001:db8:1:1::1"))).status()).toBe(200);

  expect(await say(world, room, ann.id, `${network}::2`)).toBe("passes");
  expect((await lease(ann.http, room, from(`${network}::2`))).status()).toBe(200);
  const late = await newViewer(runtime);
  expect(await say(world, room, late.id, `${network}::2`)).toMatch(/^banned:\d+$/);
  expect((await askJoin(world, room, late.id, `${network}::2`)).ErrorInfo).toMatch(/^banned:\d+$/);
  expect((await late.http.post("/api/im/usersig", { data: {}, headers: from(`${network}::2`) })).status()).toBe(403);
  expect(await say(world, room, late.id, "2001:db8:1:1::1")).toBe("passes");

  const found = await (await moderator.http.get(`/api/restrictions?q=${encodeURIComponent(`${network}::77`)}`)).json();
  expect(found.items.map((one: { addressRange: string }) => one.addressRange)).toHaveLength(1);
});

test("what holds survives an emptied Redis: before anybody is let through it is read again", async ({ request, runtime }) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  await restrictAs(host, { act: "mute", roomId: room.id, userIds: [ann.id], seconds: 600 });
  await restrictAs(host, { act: "ban", roomId: room.id, userIds: [ben.id], seconds: null });
  await redisCommand(runtime, "DEL", "restrictions:ready", `room:${room.id}:restrictions`);
  expect(await say(world, room, ann.id)).toMatch(/^muted:\d+$/);
  expect(await say(world, room, ben.id)).toBe("banned");
  await redisCommand(runtime, "DEL", "restrictions:ready", `room:${room.id}:restrictions`);
  expect((await lease(ben.http, room)).status()).toBe(403);
});

test("a room hears of many in several messages, and Tencent holds them back too; a lifted mute is lifted there", async ({
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  await openGroup(runtime, room);
  const people = (await addPeople(runtime, 130)).sort();
  const entryIds = await restrictAs(host, { act: "mute", roomId: room.id, userIds: people, seconds: 3_600 });
  expect(entryIds).toHaveLength(130);
  const news = async () => (await customMessages(runtime, room.groupId)).filter(({ type }) => type === "room.restrict");
  await soon(async () => (await news()).length).toBe(2);
  const told = (await news()).map((one) => one.userIds as string[]);
  expect(told.map(({ length }) => length)).toEqual([100, 30]);
  expect(told.flat().sort()).toEqual(people);
  const muted = async () =>
    (await callIm(runtime, "group_open_http_svc/get_group_muted_account", { GroupId: room.groupId })).MutedAccountList;
  await soon(async () => ((await muted()) as unknown[]).length).toBe(130);
  expect(await undoAs(host, entryIds[0])).toBe(200);
  await soon(async () => ((await muted()) as unknown[]).length).toBe(129);

  await restrictAs(host, { act: "ban", roomId: room.id, userIds: people.slice(0, 25), seconds: null });
  const banned = async () =>
    (await callIm(runtime, "group_open_http_svc/get_group_ban_member", { GroupId: room.groupId, Limit: 100 })).BannedAccountList;
  await soon(async () => ((await banned()) as unknown[]).length).toBe(25);
});

test("a muted room is closed to all but those who keep order, in its snapshot, and open again at the end", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, ann, ben } = await stage(runtime);
  const room = await openLiveRoom(runtime, { hostId: host.id });
  await withDatabase(runtime, (client) =>
    client.query(`INSERT INTO "RoomModerator" ("roomId", "userId", "byId") VALUES ($1, $2, $3)`, [room.id, ben.id, host.id]),
  );
  const mute = (who: Viewer, seconds: number | null) => who.http.put(`/api/rooms/${room.id}/mute`, { data: { seconds } });
  expect((await mute(ann, 600)).status()).toBe(403);
  expect((await mute(host, null)).status()).toBe(200);
  expect(await say(world, room, ann.id)).toBe("room_muted");
  expect(await say(world, room, host.id)).toBe("passes");
  expect(await like(world, room, ann.id)).toBe("counted");
  expect((await (await request.get(`/api/rooms/${room.id}`)).json()).chat.mute).toEqual({ untilMs: null });
  expect((await mute(ben, 1)).status()).toBe(200);
  await soon(() => say(world, room, ann.id)).toBe("passes");
  expect((await mute(host, 0)).status()).toBe(409); // over already
});

test("who keeps order in a room lists and searches what holds there; others do not", async ({ runtime }) => {
  const { host, room, ann, ben } = await stage(runtime);
  await restrictAs(host, { act: "mute", roomId: room.id, userIds: [ann.id], seconds: 600, reason: "spam" });
  await restrictAs(host, { act: "ban", roomId: room.id, userIds: [ben.id], seconds: null });
  const path = `/api/rooms/${room.id}/restrictions`;
  const list = async (query: string) => (await (await host.http.get(path + query)).json()).items;
  expect((await list("")).map((one: { kind: string }) => one.kind).sort()).toEqual(["ban", "mute"]);
  expect(await list(`?q=${ann.name.toUpperCase()}`)).toMatchObject([
    { kind: "mute", user: { id: ann.id, name: ann.name }, reason: "spam", by: { name: host.name } },
  ]);
  expect(await list("?kind=ban")).toMatchObject([{ user: { id: ben.id }, untilMs: null }]);
  expect(await list("?q=%25")).toEqual([]);
  expect((await ann.http.get(path)).status()).toBe(403);
  expect((await ann.http.get("/api/restrictions")).status()).toBe(403);
  expect((await host.http.get("/api/restrictions")).status()).toBe(403);
  expect((await host.http.get(`${path}?cursor=x`)).status()).toBe(400);
});

let numbers = Date.now() % 0xfff;
function newNumber(): string {
  numbers += 1;
  return (numbers % 0xffff).toString(16);
}
