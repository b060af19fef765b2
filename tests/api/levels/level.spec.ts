import type { APIRequestContext } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { type LevelView, levelView } from "../../../lib/levels/schema";
import { tellAfter, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openLiveRoom, type TestRoom, withDatabase } from "../../support/rooms";
import { imCallbackPath } from "../../support/sign";
import type { Runtime } from "../../support/system";
import { newViewer, takeBack, type Viewer } from "../../support/viewers";

const levelOf = async ({ http }: Viewer): Promise<LevelView> => levelView.parse(await (await http.get("/api/level")).json());
const countOf = async (viewer: Viewer, part: keyof LevelView["parts"]) => (await levelOf(viewer)).parts[part].count;

/** All that is waiting has been written to PostgreSQL: what was told before can be seen now. */
async function expectWritten(runtime: Runtime, viewer: Viewer): Promise<void> {
  await expect
    .poll(async () => {
      const waiting = (await redisCommand(runtime, "SMEMBERS", "activity:waiting")) as string[];
      return waiting.filter((line) => line.startsWith(viewer.id));
    })
    .toEqual([]);
}

async function likeCallback(
  { request, runtime }: { request: APIRequestContext; runtime: Runtime },
  when: "Before" | "After",
  room: TestRoom,
  viewer: Viewer,
  batch: { batchId: string; count: number },
): Promise<void> {
  const Data = JSON.stringify({ v: 1, type: "like", ...batch });
  const MsgBody = [{ MsgType: "TIMCustomElem", MsgContent: { Data } }];
  const data = { GroupId: room.groupId, From_Account: viewer.id, Random: 1, MsgSeq: 1, MsgTime: 1, MsgBody };
  expect((await request.post(imCallbackPath(runtime, `Group.Callback${when}SendMsg`), { data })).status()).toBe(200);
}

test("messages count once each, however often, late and out of order the service tells of them", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime);
  const tell = (sequence: number) =>
    tellAfter({ request, runtime }, room, { userId: viewer.id, element: textElement("hi"), sequence });
  await Promise.all([3, 1, 5, 1, 3, 3].map(tell));
  await expect.poll(() => countOf(viewer, "messages")).toBe(3);
  await expectWritten(runtime, viewer);
  // Redis knows nothing of them any more: what comes now is told to PostgreSQL alone, as after Redis was emptied.
  await Promise.all([5, 4, 2, 1].map(tell)); // 2 and 4 were lost at first
  await expect.poll(() => countOf(viewer, "messages")).toBe(5);
  await tell(4);
  await expectWritten(runtime, viewer);
  expect((await levelOf(viewer)).parts.messages).toEqual({ count: 5, experience: 10 });
});

test("what a day's cap leaves out does not count, and a day that is closed takes nothing more", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime);
  const tell = (sequence: number) =>
    tellAfter({ request, runtime }, room, { userId: viewer.id, element: textElement("hi"), sequence });
  await Promise.all(Array.from({ length: 70 }, (_, index) => tell(index + 1)));
  await expect.poll(() => countOf(viewer, "messages")).toBe(60);
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "ActivityDay" SET "isClosed" = true, "heard" = '{}', "messageCount" = 7 WHERE "userId" = $1`, [
      viewer.id,
    ]),
  );
  await tell(1);
  await expectWritten(runtime, viewer);
  expect(await countOf(viewer, "messages")).toBe(7);
});

test("likes count by their batch: told before, after or both, and again", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime);
  const [usual, late] = [
    { batchId: newId(), count: 25 },
    { batchId: newId(), count: 17 },
  ];
  const about = { request, runtime };
  await likeCallback(about, "Before", room, viewer, usual);
  await likeCallback(about, "After", room, viewer, usual);
  await likeCallback(about, "After", room, viewer, late); // the one before was lost
  await likeCallback(about, "Before", room, viewer, usual);
  await expect.poll(async () => (await levelOf(viewer)).parts.likes).toEqual({ count: 42, experience: 4 });
});

test("a minute counts once for a person who watches in two rooms and many tabs", async ({ runtime }) => {
  const rooms = await Promise.all([openLiveRoom(runtime), openLiveRoom(runtime)]);
  const viewer = await newViewer(runtime);
  const minuteBefore = Math.floor(Date.now() / 60_000);
  const beat = (room: TestRoom) => viewer.http.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: newId() } });
  for (const room of [...rooms, ...rooms]) expect((await beat(room)).status()).toBe(200);
  await expect.poll(() => countOf(viewer, "online")).toBeGreaterThan(0);
  await expectWritten(runtime, viewer);
  const minutes = Math.floor(Date.now() / 60_000) - minuteBefore + 1;
  expect(await countOf(viewer, "online")).toBeLessThanOrEqual(Math.min(2, minutes));
});

test("coins and memberships count from the ledger, and not when they are taken back", async ({ runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const requestId = newId();
  const order = { giftId: "goldfish", count: 2, expectedPrice: 50, requestId, comboId: requestId };
  expect((await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: order })).status()).toBe(201);
  const month = { requestId: newId(), expectedPrice: 300 };
  expect((await viewer.http.post(`/api/rooms/${room.id}/membership`, { data: month })).status()).toBe(201);
  expect(await levelOf(viewer)).toMatchObject({
    level: 5,
    experience: 400,
    parts: { coins: { count: 100, experience: 100 }, memberships: { count: 1, experience: 300 } },
    next: { level: 6, from: 400, at: 625 },
  });
  const known = async () => JSON.parse(String(await redisCommand(runtime, "GET", `user:${viewer.id}:level`)))?.level;
  await expect.poll(known).toBe(5);

  const { rows } = await withDatabase(runtime, (client) =>
    client.query(`SELECT "transactionId"::text AS "id" FROM "MembershipOrder" WHERE "fromId" = $1`, [viewer.id]),
  );
  await takeBack(runtime, rows[0].id);
  expect(await levelOf(viewer)).toMatchObject({ level: 3, experience: 100, parts: { memberships: { count: 0, experience: 0 } } });
  await expect.poll(known).toBe(3);
  // The membership ends with its month.
  await expect.poll(() => redisCommand(runtime, "HGET", `room:${room.id}:memberships`, viewer.id)).toBeNull();
});

test("a level is its owner's to read", async ({ request }) => {
  expect((await request.get("/api/level")).status()).toBe(401);
});
