import { type GiverBoards, giverBoards } from "../../../lib/givers/schema";
import { newId } from "../../../lib/ids";
import { expect, test } from "../../support/fixtures";
import { openLiveRoom, openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, takeBack, type Viewer } from "../../support/viewers";

const give = async ({ http }: Viewer, room: TestRoom, giftId: string, expectedPrice: number) => {
  const requestId = newId();
  const data = { giftId, count: 1, expectedPrice, requestId, comboId: requestId };
  expect((await http.post(`/api/rooms/${room.id}/gifts`, { data })).status()).toBe(201);
};
const boardsOf = async (runtime: Runtime, room: TestRoom): Promise<GiverBoards> =>
  giverBoards.parse(await (await fetch(`${runtime.web}/api/rooms/${room.id}/givers`, { cache: "no-store" })).json());
const sums = (board: GiverBoards["all"]) => board.map(({ userId, coins }) => [userId, coins]);

test("the boards list who gave most in the session, on this day and of all time; what is taken back leaves them", async ({
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const [ann, bob, cid] = await Promise.all([1, 2, 3].map(() => newViewer(runtime, { coins: 1_000 })));
  if (!ann || !bob || !cid) throw new Error("three people");
  expect(await boardsOf(runtime, room)).toMatchObject({ session: [], today: [], all: [] });
  await give(ann, room, "apple", 120);
  await give(bob, room, "fan", 200);
  await give(ann, room, "apple", 120);
  await give(cid, room, "fan", 200);
  const first = [
    [ann.id, 240],
    [bob.id, 200],
    [cid.id, 200],
  ];
  await expect.poll(async () => sums((await boardsOf(runtime, room)).session)).toEqual(first);
  const boards = await boardsOf(runtime, room);
  expect(sums(boards.today)).toEqual(first);
  expect(sums(boards.all)).toEqual(first);
  expect(boards.all[0]?.name).toBe(ann.name);

  // One of Ann's is taken back; Bob's was given yesterday; Cid's in an earlier session.
  const orders = await withDatabase(runtime, async (client) => {
    await client.query(`UPDATE "GiftOrder" SET "createdAt" = now() - interval '1 day' WHERE "fromId" = $1`, [bob.id]);
    await client.query(`UPDATE "GiftOrder" SET "sessionId" = 'earlier' WHERE "fromId" = $1`, [cid.id]);
    return client.query(`SELECT "transactionId"::text AS "id" FROM "GiftOrder" WHERE "fromId" = $1 LIMIT 1`, [ann.id]);
  });
  await takeBack(runtime, orders.rows[0].id);
  await expect
    .poll(async () => sums((await boardsOf(runtime, room)).session))
    .toEqual([
      [bob.id, 200],
      [ann.id, 120],
    ]);
  const later = await boardsOf(runtime, room);
  expect(sums(later.today)).toEqual([
    [cid.id, 200],
    [ann.id, 120],
  ]);
  expect(sums(later.all)).toEqual([
    [bob.id, 200],
    [cid.id, 200],
    [ann.id, 120],
  ]);
});

test("a room without gifts has empty boards, and no room has none", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const day = new Date().toISOString().slice(0, 10);
  const boards = await boardsOf(runtime, room);
  expect(boards).toEqual({ startedAtMs: null, day: expect.any(String), session: [], today: [], all: [] });
  expect([day, new Date().toISOString().slice(0, 10)]).toContain(boards.day);
  expect((await request.get(`/api/rooms/${newId()}/givers`)).status()).toBe(404);
  expect((await request.get("/api/rooms/x/givers")).status()).toBe(400);
});
