import type { APIRequestContext } from "@playwright/test";
import { OPEN_MODES } from "../../../lib/room-chat/schema";
import { askBefore, newRandom, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, roomOf, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const setShield = (person: Viewer, room: TestRoom, isUp: boolean) =>
  person.http.put(`/api/rooms/${room.id}/shield`, { data: { isUp } });

/** Somebody who has followed the host for long, with an account of so many days, whom the chat knows. */
async function enter(runtime: Runtime, host: Viewer, days: number): Promise<Viewer> {
  const viewer = await newViewer(runtime);
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "User" SET "createdAt" = now() - $2 * interval '1 day' WHERE "id" = $1`, [viewer.id, days]),
  );
  expect((await viewer.http.put(`/api/hosts/${host.id}/follow`, { data: { isFollowing: true } })).status()).toBe(200);
  expect((await viewer.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  await redisCommand(runtime, "ZADD", `user:${viewer.id}:follows`, Date.now() - 3_600_000, host.id);
  return viewer;
}

async function stage(runtime: Runtime): Promise<{ host: Viewer; room: TestRoom }> {
  const host = await newViewer(runtime, { role: "host" });
  return { host, room: await openRoom(runtime, { hostId: host.id }) };
}

function speaker(world: { request: APIRequestContext; runtime: Runtime }, room: TestRoom) {
  return async (person: Viewer, text: string) => {
    const said = { userId: person.id, element: textElement(text), random: newRandom() };
    const { ErrorCode, ErrorInfo } = await askBefore(world, room, said);
    return ErrorCode === 0 ? "passes" : `${ErrorCode} ${ErrorInfo}`;
  };
}

test("the shield raises all gates at once, and down again exactly what was set before holds", async ({ request, runtime }) => {
  const { host, room } = await stage(runtime);
  const say = speaker({ request, runtime }, room);
  const words = { links: "listed", hosts: ["example.com"], repeats: 0, flood: 10, onTimeout: "deliver" };
  expect((await host.http.put(`/api/words/${room.id}/settings`, { data: words })).status()).toBe(200);
  const word = { kind: "word", text: "lanternfish", action: "replace", replacement: "fish" };
  expect((await host.http.post(`/api/words/${room.id}`, { data: word })).ok()).toBe(true);
  await host.http.put(`/api/rooms/${room.id}/chat`, { data: { slowSeconds: 5, membersOnly: false } });
  const before = (await roomOf(request, room.id)).chat;
  const exported = async () => (await host.http.get(`/api/words/${room.id}/export?format=json`)).text();
  const wordsBefore = await exported();

  const answer = await setShield(host, room, true);
  expect(answer.status()).toBe(200);
  const up = (await roomOf(request, room.id)).chat;
  expect(await answer.json()).toEqual(up);
  expect(up).toMatchObject({ version: 2, modes: { slowSeconds: 30, followedMinutes: 10 }, shield: { byName: host.name } });
  expect(JSON.stringify(up)).not.toContain("example.com"); // what was before is nobody's business

  const stranger = await newViewer(runtime);
  expect(await say(stranger, "I have just come")).toBe("10105 followers_only");
  const old = () => enter(runtime, host, 30);
  expect(await say(await old(), "a lanternfish")).toBe("10110 blocked_word");
  expect(await say(await old(), "look at https://example.com/x")).toBe("10112 link_refused");
  const ann = await old();
  expect(await say(ann, "good evening")).toBe("passes");
  expect(await say(ann, "and more")).toMatch(/^10104 slow_mode/);
  expect(await say(await enter(runtime, host, 0), "a new account that follows")).toBe("10111 held");
  expect(await say(host, "see https://example.com/y")).toBe("passes");

  const settings = (isShielded: boolean) => host.http.put(`/api/words/${room.id}/settings`, { data: { ...words, isShielded } });
  expect((await settings(false)).status()).toBe(409); // what the shield is up for is not taken down by a form
  await host.http.put(`/api/rooms/${room.id}/chat`, { data: { emojiOnly: true } }); // behind the shield, and gone with it
  expect((await setShield(host, room, true)).status()).toBe(200); // repeated: what is kept is not overwritten
  expect((await setShield(host, room, false)).status()).toBe(200);
  const after = (await roomOf(request, room.id)).chat;
  expect(after).toMatchObject({ version: 4, modes: before.modes, shield: null });
  expect(await exported()).toBe(wordsBefore);
  expect((await settings(true)).status()).toBe(200); // and no form puts up a part of it
  expect(await say(await old(), "a lanternfish")).toBe("passes");
  expect(await say(await old(), "look at https://example.com/z")).toBe("passes");
  expect(await say(await old(), "look at https://example.org")).toBe("10112 link_refused");
  expect(await say(stranger, "I am still here")).toBe("passes");
});

test("a message that the shield held is a case for a moderator", async ({ request, runtime }) => {
  const { host, room } = await stage(runtime);
  await setShield(host, room, true);
  expect(await speaker({ request, runtime }, room)(await enter(runtime, host, 0), "read me first")).toBe("10111 held");
  const cases = () =>
    withDatabase(runtime, async (client) => {
      const found = await client.query(`SELECT "text", "reason", "status" FROM "ReviewCase" WHERE "roomId" = $1`, [room.id]);
      return found.rows;
    });
  await expect.poll(cases).toEqual([{ text: "read me first", reason: "shield", status: "open" }]);
});

test("who keeps order in a room moves its shield, nobody else does, and what the log says of it can be undone", async ({
  request,
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  const [viewer, otherHost, moderator] = await Promise.all([
    newViewer(runtime),
    newViewer(runtime, { role: "host" }),
    newViewer(runtime, { role: "moderator" }),
  ]);
  expect((await setShield(viewer, room, true)).status()).toBe(403);
  expect((await setShield(otherHost, room, true)).status()).toBe(403);
  expect((await setShield(moderator, room, true)).status()).toBe(200);
  expect((await setShield(host, room, false)).status()).toBe(200);
  expect((await host.http.put("/api/rooms/000000000000/shield", { data: { isUp: true } })).status()).toBe(404);
  expect((await host.http.put(`/api/rooms/${room.id}/shield`, { data: { isUp: "yes" } })).status()).toBe(400);
  const log = await withDatabase(runtime, async (client) => {
    const found = await client.query(
      `SELECT "id", "actorId", "after"->>'isUp' AS "isUp" FROM "AuditEntry" WHERE "roomId" = $1 AND "action" = 'room.shield' ORDER BY "id"`,
      [room.id],
    );
    return found.rows;
  });
  expect(log).toEqual([
    { id: expect.any(String), actorId: moderator.id, isUp: "true" },
    { id: expect.any(String), actorId: host.id, isUp: "false" },
  ]);

  const undo = (person: Viewer, entry: { id: string }) => person.http.post(`/api/audit/${entry.id}/undo`, { data: {} });
  const [raised, lowered] = log;
  expect((await undo(host, raised)).status()).toBe(403); // whose act it is stands above
  expect((await undo(moderator, raised)).status()).toBe(409); // the shield is down already
  expect((await undo(moderator, lowered)).status()).toBe(200);
  expect((await roomOf(request, room.id)).chat.shield).toMatchObject({ byName: moderator.name });
  expect((await undo(moderator, raised)).status()).toBe(200);
  expect((await roomOf(request, room.id)).chat).toMatchObject({ modes: OPEN_MODES, shield: null });
});
