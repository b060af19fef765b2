import { newId } from "../../../lib/ids";
import { followedRooms } from "../../../lib/rooms/schema";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, roomOf, withDatabase } from "../../support/rooms";
import { cssCallback } from "../../support/sign";
import { newViewer, type Viewer } from "../../support/viewers";

const follow = (viewer: Viewer, hostId: string, isFollowing: boolean) =>
  viewer.http.put(`/api/hosts/${hostId}/follow`, { data: { isFollowing } });

test("a follow counts once however often it is said, and an unfollow takes it back once", async ({ request, runtime }) => {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const [one, two] = [await newViewer(runtime), await newViewer(runtime)];
  const answers = await Promise.all(Array.from({ length: 20 }, () => follow(one, host.id, true)));
  for (const answer of answers) expect(await answer.json()).toEqual({ isFollowing: true, followerCount: 1 });
  expect(await (await follow(two, host.id, true)).json()).toEqual({ isFollowing: true, followerCount: 2 });
  expect((await roomOf(request, room.id)).followerCount).toBe(2);

  const viewerOf = async ({ http }: Viewer) => (await http.get(`/api/rooms/${room.id}/viewer`)).json();
  expect(await viewerOf(one)).toMatchObject({ isFollowing: true });
  for (let time = 0; time < 2; time++)
    expect(await (await follow(one, host.id, false)).json()).toMatchObject({ followerCount: 1 });
  expect(await viewerOf(one)).toMatchObject({ isFollowing: false });
  expect((await roomOf(request, room.id)).followerCount).toBe(1);
});

test("what is followed outlives an emptied Redis, and a login to the chat loads it", async ({ request, runtime }) => {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const viewer = await newViewer(runtime);
  await follow(viewer, host.id, true);
  const key = `user:${viewer.id}:follows`;
  await redisCommand(runtime, "DEL", key);
  expect(await (await viewer.http.get(`/api/rooms/${room.id}/viewer`)).json()).toMatchObject({ isFollowing: true });
  await redisCommand(runtime, "DEL", key);
  await viewer.http.post("/api/im/usersig", { data: {} });
  expect(Number(await redisCommand(runtime, "ZSCORE", key, host.id))).toBeGreaterThan(Date.now() - 60_000);
  await redisCommand(runtime, "HDEL", "hosts:followers", host.id);
  await redisCommand(runtime, "DEL", `room:${room.id}`);
  await roomOf(request, room.id); // the record is read from PostgreSQL, and the count with it
  expect((await roomOf(request, room.id)).followerCount).toBe(1);
});

test("the rooms of followed hosts come live first, then those to come, and nobody else's", async ({ request, runtime }) => {
  const [host, stranger] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime, { role: "host" })];
  const [waiting, live, ended, foreign] = [
    await openRoom(runtime, { hostId: host.id }),
    await openRoom(runtime, { hostId: host.id }),
    await openRoom(runtime, { hostId: host.id, status: "ended" }),
    await openRoom(runtime, { hostId: stranger.id }),
  ];
  const push = { event_type: 1 as const, stream_id: live.streamName, sequence: String(Date.now()) };
  await request.post("/api/css/callback", { data: cssCallback(runtime, push) });
  const viewer = await newViewer(runtime);
  await follow(viewer, host.id, true);
  const answer = await viewer.http.get("/api/followed");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  const rooms = followedRooms.parse(await answer.json());
  const ids = (cards: { id: string }[]) => cards.map(({ id }) => id);
  expect([ids(rooms.open), ids(rooms.upcoming), ids(rooms.past)]).toEqual([[live.id], [waiting.id], [ended.id]]);
  expect(rooms.hosts).toEqual([{ id: host.id, name: host.name, followerCount: 1 }]);
  expect(JSON.stringify(rooms)).not.toContain(foreign.id);
});

test("nobody follows oneself, somebody who is no host, or without an account", async ({ request, runtime }) => {
  const host = await newViewer(runtime, { role: "host" });
  const viewer = await newViewer(runtime);
  expect((await follow(host, host.id, true)).status()).toBe(409);
  expect((await follow(host, viewer.id, true)).status()).toBe(404);
  expect((await follow(viewer, newId(), true)).status()).toBe(404);
  expect((await follow(viewer, "x", true)).status()).toBe(400);
  expect((await viewer.http.put(`/api/hosts/${host.id}/follow`, { data: {} })).status()).toBe(400);
  expect((await request.put(`/api/hosts/${host.id}/follow`, { data: { isFollowing: true } })).status()).toBe(401);
  expect((await request.get("/api/followed")).status()).toBe(401);
  const rows = await withDatabase(runtime, (client) => client.query(`SELECT 1 FROM "Follow" WHERE "hostId" = $1`, [host.id]));
  expect(rows.rowCount).toBe(0);
});
