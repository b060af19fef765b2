import { expect, test } from "../../support/fixtures";
import { restrictAs, undoAs } from "../../support/restrictions";
import { openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const ELSEWHERE = { "x-forwarded-for": "2001:db8:1:1::1" };

const lease = (who: Pick<Viewer, "http">, room: TestRoom, headers: Record<string, string> = {}) =>
  who.http.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: "0123456789ab" }, headers });

/** A room, and somebody who was seen with a browser and an address. */
async function stage(runtime: Runtime) {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const ann = await newViewer(runtime);
  const network = `2001:db8:${newNumber()}:${newNumber()}`;
  const grant = await ann.http.post("/api/im/usersig", { data: {}, headers: ELSEWHERE });
  const device = /hiroba-device=[0-9a-z]{12}/.exec(grant.headers()["set-cookie"] ?? "")?.[0] ?? "";
  expect(device).not.toBe("");
  expect(grant.headers()["set-cookie"]).toMatch(/HttpOnly/i);
  const seen = { cookie: `${ann.cookie.name}=${ann.cookie.value}; ${device}`, "x-forwarded-for": `${network}::1` };
  await ann.http.post("/api/im/usersig", { data: {}, headers: seen });
  return { host, room, ann, network, device };
}

test("a ban with its traces keeps the same browser and address out as a guest and with a new account, until it is lifted", async ({
  playwright,
  runtime,
}) => {
  const { host, room, ann, network, device } = await stage(runtime);
  const guest = { http: await playwright.request.newContext({ baseURL: runtime.web }) };
  const [byBrowser, byAddress] = [{ ...ELSEWHERE, cookie: device }, { "x-forwarded-for": `${network}::1` }];
  expect((await lease(guest, room, byBrowser)).status()).toBe(200);
  await restrictAs(host, { act: "ban", roomId: room.id, userIds: [ann.id], seconds: null, withTraces: true });
  expect((await lease(guest, room, byBrowser)).status()).toBe(403);
  const { untilMs } = (await (await lease(guest, room, byAddress)).json()).error;
  expect(untilMs - Date.now()).toBeGreaterThan(86_000_000); // an address is others' before long: a day at most
  const late = await newViewer(runtime);
  const asLate = { ...ELSEWHERE, cookie: `${late.cookie.name}=${late.cookie.value}; ${device}` };
  expect((await lease(late, room, asLate)).status()).toBe(403);
  expect((await lease(late, room, ELSEWHERE)).status()).toBe(200); // without either nothing tells

  const { items } = await (await host.http.get(`/api/rooms/${room.id}/restrictions`)).json();
  const own = items.find((one: { user: object | null }) => one.user);
  const lifted = await host.http.post(`/api/restrictions/${own.id}/lift`, { data: {} });
  const doors = async () => [(await lease(guest, room, byBrowser)).status(), (await lease(guest, room, byAddress)).status()];
  expect(await doors()).toEqual([200, 200]);
  expect(await undoAs(host, (await lifted.json()).entryIds[0])).toBe(200);
  expect(await doors()).toEqual([403, 403]);
  await guest.http.dispose();
});

test("where a banned person came from is told to the site's moderators alone, and a room's moderators ban nobody by it", async ({
  runtime,
}) => {
  const { host, room, ann, network } = await stage(runtime);
  const [keeper, moderator] = [await newViewer(runtime), await newViewer(runtime, { role: "moderator" })];
  await withDatabase(runtime, (client) =>
    client.query(`INSERT INTO "RoomModerator" ("roomId", "userId", "byId") VALUES ($1, $2, $3)`, [room.id, keeper.id, host.id]),
  );
  const ban = { act: "ban", roomId: room.id, userIds: [ann.id], seconds: 600, withTraces: true };
  expect((await keeper.http.post("/api/restrictions", { data: ban })).status()).toBe(403);
  await restrictAs(host, ban);
  const list = async (who: Viewer, q = "") =>
    (await (await who.http.get(`/api/rooms/${room.id}/restrictions?q=${encodeURIComponent(q)}`)).json()).items;
  const [shown] = [await list(host)];
  expect(shown).toHaveLength(3);
  expect(shown.filter((one: { trace: object | null }) => one.trace)).toMatchObject([
    { device: null, addressRange: null, trace: { of: { id: ann.id, name: ann.name } } },
    { device: null, addressRange: null, trace: { of: { id: ann.id, name: ann.name } } },
  ]);
  expect(await list(host, `${network}::1`)).toEqual([]);
  expect(await list(host, network)).toEqual([]);
  const trace = shown.find((one: { trace: { kind: string } | null }) => one.trace?.kind === "address");
  expect((await host.http.post(`/api/restrictions/${trace.id}/lift`, { data: {} })).status()).toBe(200);
  const audit = await (await host.http.get(`/en/studio/rooms/${room.id}/audit`)).text();
  expect(audit).toContain(ann.name);
  expect(audit).not.toContain(network);
  await restrictAs(moderator, ban);
  expect(await list(moderator, `${network}::1`)).toMatchObject([
    { addressRange: `${network}::/64`, trace: { of: { id: ann.id } } },
  ]);
});

test("nobody makes a restriction shorter that somebody above placed, nor takes it away by an undo or by placing it anew", async ({
  runtime,
}) => {
  const { host, room, ann } = await stage(runtime);
  const admin = await newViewer(runtime, { role: "admin" });
  const ban = (seconds: number | null) => ({ act: "ban", roomId: room.id, userIds: [ann.id], seconds });
  const asHost = async (data: object) => (await host.http.post("/api/restrictions", { data })).status();
  const [own] = await restrictAs(host, ban(600));
  await restrictAs(admin, ban(600));
  expect(await asHost(ban(1))).toBe(403);
  expect(await undoAs(host, own)).toBe(409);
  expect(await asHost(ban(null))).toBe(200); // longer: yes
  const { items } = await (await host.http.get(`/api/rooms/${room.id}/restrictions`)).json();
  expect(items).toMatchObject([{ untilMs: null, by: { id: admin.id } }]);
  expect((await host.http.post(`/api/restrictions/${items[0].id}/lift`, { data: {} })).status()).toBe(403);
  expect((await lease(ann, room)).status()).toBe(403);
});

test("two moderators at once on one person are two acts, each of which knows of the one before", async ({ runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const admin = await newViewer(runtime, { role: "admin" });
  const mute = (who: Viewer) => restrictAs(who, { act: "mute", roomId: room.id, userIds: [ann.id], seconds: null });
  const entryIds = (await Promise.all([mute(host), mute(admin)])).flat();
  const befores = await withDatabase(runtime, async (client) => {
    const { rows } = await client.query(`SELECT "before" FROM "AuditEntry" WHERE "id" = ANY($1::bigint[])`, [entryIds]);
    return rows.map(({ before }) => before.rows[0].isOn);
  });
  expect(befores.sort()).toEqual([false, true]);
});

test("who is kept out of a room or of the site keeps no powers there", async ({ runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const [keeper, moderator] = [await newViewer(runtime), await newViewer(runtime, { role: "moderator" })];
  await withDatabase(runtime, (client) =>
    client.query(`INSERT INTO "RoomModerator" ("roomId", "userId", "byId") VALUES ($1, $2, $3)`, [room.id, keeper.id, host.id]),
  );
  const mute = async (who: Viewer) => {
    const data = { act: "mute", roomId: room.id, userIds: [ann.id], seconds: 600 };
    return (await who.http.post("/api/restrictions", { data })).status();
  };
  expect(await mute(keeper)).toBe(200);
  await restrictAs(host, { act: "ban", roomId: room.id, userIds: [keeper.id], seconds: 600 });
  const refused = await keeper.http.put(`/api/rooms/${room.id}/chat`, { data: { emojiOnly: true } });
  expect((await refused.json()).error.code).toBe("banned");
  expect(await mute(keeper)).toBe(403);
  await restrictAs(moderator, { act: "ban", userIds: [host.id], seconds: 600 });
  expect(await mute(host)).toBe(403);
});

let numbers = Date.now() % 0xfff;
function newNumber(): string {
  numbers += 1;
  return (numbers % 0xffff).toString(16);
}
