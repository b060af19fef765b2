import { askBefore, textElement } from "../../support/chat-callbacks";
import { enter, type Sealed, sayInRoom } from "../../support/chat-talk";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, roomOf, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const setHidden = (person: Viewer, room: TestRoom, { fromId, random }: Sealed, isHidden: boolean, reason = "") =>
  person.http.put(`/api/rooms/${room.id}/hidden`, { data: { message: { fromId, random }, isHidden, reason } });

const textsOf = async (person: Viewer, room: TestRoom) => {
  const { messages } = await (await person.http.get(`/api/rooms/${room.id}/history`)).json();
  return messages.map(({ text }: { text: string }) => text);
};

const auditOf = (runtime: Runtime, roomId: string) =>
  withDatabase(runtime, async (client) => {
    const sql = `SELECT "id", "actorId", "action", "reason", "before", "after", "undoesId" FROM "AuditEntry" WHERE "roomId" = $1 ORDER BY "id"`;
    return (await client.query(sql, [roomId])).rows;
  });

async function stage(runtime: Runtime) {
  const host = await newViewer(runtime, { role: "host" });
  return { host, room: await openRoom(runtime, { hostId: host.id }), ann: await enter(runtime), ben: await enter(runtime) };
}

test("a message that is taken away is nowhere: not in the history, not in answers, not above the chat; undone, it is back", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  const [said, other] = [await sayInRoom(world, room, ann, "bad words"), await sayInRoom(world, room, ben, "good words")];
  const answer = { userId: ben.id, element: textElement("see"), customData: { v: 1, quote: said } };
  expect((await askBefore(world, room, answer)).ErrorCode).toBe(0);
  expect((await host.http.put(`/api/rooms/${room.id}/pin`, { data: { message: said } })).status()).toBe(200);

  const done = await setHidden(host, room, said, true, "rude");
  expect(done.status()).toBe(200);
  const { entryId } = await done.json();
  expect(await textsOf(ben, room)).toEqual(["good words"]);
  expect((await askBefore(world, room, answer)).ErrorCode).toBe(10109);
  expect((await roomOf(request, room.id)).chat.pinned).toBeNull();
  expect((await setHidden(host, room, said, true)).status()).toBe(409);

  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(200);
  expect(await textsOf(ben, room)).toEqual(["bad words", "good words"]);
  expect((await askBefore(world, room, answer)).ErrorCode).toBe(0);
  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(409);
  const audit = (await auditOf(runtime, room.id)).filter(({ action }) => action.startsWith("message."));
  expect(audit).toMatchObject([
    {
      id: entryId,
      actorId: host.id,
      action: "message.hide",
      reason: "rude",
      before: { text: "bad words" },
      after: { isHidden: true },
    },
    { actorId: host.id, action: "message.show", after: { isHidden: false }, undoesId: entryId },
  ]);
  expect(other.random).not.toBe(said.random);
});

test("only those who keep order in the room and stand above its author take a message away", async ({ request, runtime }) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  const moderator = await enter(runtime, "moderator");
  const [byAnn, byHost, byModerator] = [
    await sayInRoom(world, room, ann, "one"),
    await sayInRoom(world, room, host, "two"),
    await sayInRoom(world, room, moderator, "three"),
  ];
  const foreign = await newViewer(runtime, { role: "host" });
  const { fromId, random } = byAnn;
  const nobody = await request.put(`/api/rooms/${room.id}/hidden`, { data: { message: { fromId, random }, isHidden: true } });
  expect(nobody.status()).toBe(401);
  for (const person of [ann, ben, foreign]) expect((await setHidden(person, room, byAnn, true)).status()).toBe(403);
  expect((await setHidden(host, room, byModerator, true)).status()).toBe(403);
  expect((await setHidden(moderator, room, byHost, true)).status()).toBe(200);
  expect((await setHidden(moderator, { ...room, id: "000000000000" }, byAnn, true)).status()).toBe(404);
  expect(await textsOf(ben, room)).toEqual(["one", "three"]);
});

test("what is hidden stays hidden when Redis forgets it, and an act of somebody above is not undone from below", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  const admin = await newViewer(runtime, { role: "admin" });
  const said = await sayInRoom(world, room, ann, "bad words");
  const { entryId } = await (await setHidden(admin, room, said, true)).json();
  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(403);
  expect((await ben.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(403);
  expect((await setHidden(host, room, said, false)).status()).toBe(403);
  await redisCommand(runtime, "DEL", `room:${room.id}:hidden`);
  await expect.poll(() => textsOf(ben, room), { timeout: 15_000 }).toEqual([]);
  expect((await admin.http.post("/api/audit/9999999999/undo", { data: {} })).status()).toBe(404);
  expect((await admin.http.post("/api/audit/x/undo", { data: {} })).status()).toBe(400);
});

test("what changed while Redis could not be reached is written when it can, however long ago that was", async ({
  request,
  runtime,
}) => {
  const { host, room, ann, ben } = await stage(runtime);
  const said = await sayInRoom({ request, runtime }, room, ann, "bad words");
  expect((await setHidden(host, room, said, true)).status()).toBe(200);
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "HiddenMessage" SET "updatedAt" = "updatedAt" - interval '1 hour' WHERE "roomId" = $1`, [room.id]),
  );
  await redisCommand(runtime, "DEL", `room:${room.id}:hidden`);
  const seen = async () => {
    await redisCommand(runtime, "SET", "hidden:ready", Date.now() - 3_600_000); // each time: a repair of before may set it
    return textsOf(ben, room);
  };
  await expect.poll(seen, { timeout: 15_000 }).toEqual([]);
});

test("a change of a list of words is undone: entries, settings and a whole import", async ({ runtime }) => {
  const { host, room } = await stage(runtime);
  const entries = async () => {
    const text = await (await host.http.get(`/api/words/${room.id}/export?format=text`)).text();
    return text.trim().split("\n").filter(Boolean).sort();
  };
  const lastAct = async () => (await auditOf(runtime, room.id)).at(-1)?.id;
  const undo = async (id: string) => (await host.http.post(`/api/audit/${id}/undo`, { data: {} })).status();
  const add = async (text: string) => {
    const data = { kind: "word", text, action: "refuse" };
    expect((await host.http.post(`/api/words/${room.id}`, { data })).status()).toBe(201);
    return lastAct();
  };
  const first = await add("apple");
  await add("pear");
  expect(await undo(first)).toBe(200);
  expect(await entries()).toEqual(["pear"]);
  const removal = await lastAct();
  const imported = { format: "text", text: "plum\ncherry\n", action: "refuse", isReplacing: true };
  expect((await host.http.post(`/api/words/${room.id}/import`, { data: imported })).status()).toBe(200);
  const importing = await lastAct();
  expect(await entries()).toEqual(["cherry", "plum"]);
  expect(await undo(importing)).toBe(200);
  expect(await entries()).toEqual(["pear"]);
  expect(await undo(removal)).toBe(200);
  expect(await entries()).toEqual(["apple", "pear"]);
  await add("fig");
  expect(await undo(first)).toBe(409);
});
