import { stat } from "node:fs/promises";
import path from "node:path";
import { request as playwrightRequest } from "@playwright/test";
import { newId } from "../../lib/ids";
import { levelView, messageStamp } from "../../lib/levels/schema";
import { askBefore, tellAfter, textElement } from "../support/chat-callbacks";
import { startEncoder } from "../support/encoder";
import { expect, signIn, test } from "../support/fixtures";
import { openLiveRoom, openRoom, roomOf, type TestRoom, withDatabase } from "../support/rooms";
import { imCallbackPath, pushUrl } from "../support/sign";
import { freePorts, type Runtime, startSystem } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

/** Counts some likes in a live room; resolves when the database has them. */
async function giveLikes(runtime: Runtime, room: TestRoom, count: number): Promise<void> {
  const Data = JSON.stringify({ v: 1, type: "like", batchId: newId(), count });
  const body = { GroupId: room.groupId, From_Account: newId(), MsgBody: [{ MsgType: "TIMCustomElem", MsgContent: { Data } }] };
  const address = runtime.web + imCallbackPath(runtime, "Group.CallbackBeforeSendMsg");
  await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const stored = () =>
    withDatabase(runtime, async (client) => {
      const rows = await client.query(`SELECT "likeCount" FROM "LiveSession" WHERE "roomId" = $1`, [room.id]);
      return rows.rows[0]?.likeCount;
    });
  await expect.poll(stored).toBe(count);
}

test("kill -9 of every process loses no account, room or session, and no room is shown as live without its encoder", async () => {
  test.setTimeout(180_000);
  const ports = await freePorts();
  const before = await startSystem({ ports });
  const { runtime, dataDir } = before;
  const account = runtime.accounts.find((one) => one.role === "host");
  if (!account) throw new Error("no host");
  const session = await signIn(runtime.web, account.email, account.password);
  const room = await openRoom(runtime);
  const encoder = startEncoder(pushUrl(runtime, room.streamName));
  await expect.poll(async () => (await roomOf(session, room.id)).status).toBe("live");

  await before.kill();
  await encoder.kill();

  const after = await startSystem({ ports, dataDir });
  expect(after.runtime.web).toBe(runtime.web);
  const anybody = await playwrightRequest.newContext({ baseURL: runtime.web });
  expect((await roomOf(anybody, room.id)).status).not.toBe("live"); // at once: Ready means that this was told
  expect(await (await anybody.get("/en/live/new")).text()).not.toContain(room.title);
  expect((await (await session.get("/api/auth/session")).json()).user.email).toBe(account.email);
  expect((await session.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  await signIn(runtime.web, account.email, account.password);

  const again = startEncoder(pushUrl(after.runtime, room.streamName));
  await expect.poll(async () => (await roomOf(anybody, room.id)).status).toBe("live");
  await again.stop();
  await after.stop();
});

test("Ctrl-C, which a terminal sends to every process at once, stops all of them cleanly", async () => {
  test.setTimeout(180_000);
  const system = await startSystem();
  expect((await stat(path.join(system.dataDir, "runtime.json"))).mode & 0o777).toBe(0o600);
  expect(Object.keys(system.runtime.pids).sort()).toEqual(["channel", "chat", "live", "postgres", "redis", "web"]);
  await system.interrupt();
  expect(system.output()).not.toContain("starting it again");
  await expect(stat(path.join(system.dataDir, "runtime.json"))).rejects.toThrow("ENOENT");
  for (const pid of Object.values(system.runtime.pids)) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

/** Somebody who is a member, gave most, and said something that has been written down. */
async function newRegular(runtime: Runtime, room: TestRoom): Promise<Viewer> {
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const buy = { requestId: newId(), expectedPrice: 300 };
  expect((await viewer.http.post(`/api/rooms/${room.id}/membership`, { data: buy })).status()).toBe(201);
  const gift = { giftId: "fan", count: 1, expectedPrice: 200, requestId: newId(), comboId: newId() };
  expect((await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: gift })).status()).toBe(201);
  await sayAgain(runtime, room, viewer);
  await expect.poll(async () => (await levelOf(viewer)).parts.messages.count).toBe(1);
  return viewer;
}

/** The service tells of the one message that the person sent. */
const sayAgain = (runtime: Runtime, room: TestRoom, viewer: Viewer) =>
  tellAfter({ request: viewer.http, runtime }, room, { userId: viewer.id, element: textElement("hi"), sequence: 1 });
const levelOf = async ({ http }: Viewer) => levelView.parse(await (await http.get("/api/level")).json());

async function stampOf(runtime: Runtime, room: TestRoom, viewer: Viewer): Promise<unknown> {
  const about = { request: viewer.http, runtime };
  const answer = await askBefore(about, room, { userId: viewer.id, element: textElement("hi") });
  return messageStamp.parse(JSON.parse(answer.CloudCustomData ?? "{}"));
}

test("an emulator that is killed comes back, and with it rooms, likes, and what people are in them", async ({ request }) => {
  test.setTimeout(180_000);
  const system = await startSystem();
  const { runtime } = system;
  const room = await openLiveRoom(runtime);
  await giveLikes(runtime, room, 5);
  const viewer = await newRegular(runtime, room);
  const stamp = { v: 1, level: 5, badges: ["member", "topGiver", "newcomer"] };
  await expect.poll(() => stampOf(runtime, room, viewer)).toEqual(stamp);
  for (const name of ["redis", "web"]) process.kill(runtime.pids[name] ?? 0, "SIGKILL");
  const status = async () => (await request.get(`${runtime.web}/api/rooms/${room.id}`).catch(() => null))?.status();
  await expect.poll(status, { timeout: 60_000 }).toBe(200);
  await expect.poll(async () => (await roomOf(request, room.id, runtime.web)).likeCount, { timeout: 60_000 }).toBe(5);
  await expect.poll(async () => (await request.get(`${runtime.web}/en`)).text(), { timeout: 60_000 }).toContain("広場の時計");
  await expect.poll(() => stampOf(runtime, room, viewer), { timeout: 60_000 }).toEqual(stamp);
  const level = await levelOf(viewer);
  await sayAgain(runtime, room, viewer); // Redis does not know any more that it was counted
  await newRegular(runtime, room); // the round that wrote what this one said wrote the other too
  expect(await levelOf(viewer)).toEqual(level);
  await system.stop();
});

test("a wrong setting, or a busy port, stops the start and names the variable", async ({ runtime }) => {
  const busy = { ...(await freePorts()), PORT: new URL(runtime.web).port };
  await expect(startSystem({ ports: busy })).rejects.toThrow(/Port \d+ is in use\..*set PORT to another port/);
  await expect(startSystem({ ports: { ...(await freePorts()), RTMP_PORT: "many" } })).rejects.toThrow(/RTMP_PORT/);
  const half = { ...(await freePorts()), IM_SDK_APP_ID: "1400000000" };
  await expect(startSystem({ ports: half })).rejects.toThrow(/IM_SECRET_KEY.*not set/);
  await expect(startSystem({ ports: { ...(await freePorts()), DATABASE_URL: "mysql://a" } })).rejects.toThrow(/DATABASE_URL/);
});
