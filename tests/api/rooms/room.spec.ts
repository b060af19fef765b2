import { newId } from "../../../lib/ids";
import { expect, test } from "../../support/fixtures";
import { openRoom, roomOf } from "../../support/rooms";
import { imCallbackPath } from "../../support/sign";
import { newViewer } from "../../support/viewers";

test("a room that does not exist is a 404 in the API and a page of its own in every language", async ({ request }) => {
  expect((await request.get(`/api/rooms/${newId()}`)).status()).toBe(404);
  expect((await request.get("/api/rooms/not-an-id")).status()).toBe(400);
  for (const locale of ["ja", "en", "zh"]) expect((await request.get(`/${locale}/rooms/${newId()}`)).status()).toBe(404);
  expect((await request.get("/en/rooms/..%2f..%2fetc")).status()).toBe(404);
});

test("a viewer counts once however often the page says so, and two are two", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const [one, two] = [newId(), newId()];
  const beat = async (viewerId: string) => (await request.post(`/api/rooms/${room.id}/lease`, { data: { viewerId } })).json();
  expect(await beat(one)).toEqual({ onlineCount: 1, statusVersion: 0, level: null });
  expect((await beat(one)).onlineCount).toBe(1);
  expect((await beat(two)).onlineCount).toBe(2);
  expect((await roomOf(request, room.id)).onlineCount).toBe(2);
});

test("a signed-in viewer in two tabs counts once", async ({ signedInAs, request, runtime }) => {
  const room = await openRoom(runtime);
  const user = await signedInAs("user");
  for (const viewerId of [newId(), newId()]) await user.post(`/api/rooms/${room.id}/lease`, { data: { viewerId } });
  expect((await roomOf(request, room.id)).onlineCount).toBe(1);
});

test("a visitor who signs in stays one viewer, and so does a member who chats, watches and comes from two devices", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const [person, phone, laptop] = [await newViewer(runtime), newId(), newId()];
  const online = async () => (await roomOf(request, room.id)).onlineCount;
  await request.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: phone } });
  expect(await online()).toBe(1);
  await person.http.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: phone } });
  expect(await online()).toBe(1);
  await person.http.post(`/api/rooms/${room.id}/lease`, { data: { viewerId: laptop } });
  const body = { GroupId: room.groupId, NewMemberList: [{ Member_Account: person.id }] };
  await request.post(imCallbackPath(runtime, "Group.CallbackAfterNewMemberJoin"), { data: body });
  expect(await online()).toBe(1);
});

test("a lease for an unknown room, with a wrong id or from another site is refused", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const lease = (id: string, viewerId: string, headers = {}) =>
    request.post(`/api/rooms/${id}/lease`, { data: { viewerId }, headers });
  expect((await lease(newId(), newId())).status()).toBe(404);
  expect((await lease(room.id, "x")).status()).toBe(400);
  expect((await lease(room.id, newId(), { origin: "https://evil.example" })).status()).toBe(403);
});

test("the studio of a room is its host's alone", async ({ signedInAs, request, runtime }) => {
  const room = await openRoom(runtime);
  const path = `/api/rooms/${room.id}/studio`;
  expect((await request.get(path)).status()).toBe(401);
  expect((await (await signedInAs("user")).get(path)).status()).toBe(404);
  expect((await (await signedInAs("admin")).get(path)).status()).toBe(404);
  const own = await (await signedInAs("host")).get(path);
  expect(await own.json()).toMatchObject({ commands: [], pushSinceMs: null, snapshot: { status: "waiting" } });
});

test("public answers hold no key and no stream name before the room is live", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const page = await (await request.get(`/en/rooms/${room.id}`)).text();
  const snapshot = await (await request.get(`/api/rooms/${room.id}`)).text();
  for (const secret of [room.streamName, runtime.secrets.live.pushKey, runtime.secrets.live.pullKey, runtime.chat.secretKey]) {
    expect(page).not.toContain(secret);
    expect(snapshot).not.toContain(secret);
  }
});

test("card numbers come for the rooms asked for and leave unknown ones out", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const answer = await request.get(`/api/directory/counts?ids=${room.id},${newId()},no`);
  expect(await answer.json()).toEqual({
    cards: [{ id: room.id, status: "waiting", onlineCount: 0, warmth: 0, popularityLevel: 0, picture: null }],
  });
  expect(await (await request.get("/api/directory/counts")).json()).toEqual({ cards: [] });
});
