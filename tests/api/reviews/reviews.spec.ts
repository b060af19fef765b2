import { newId } from "../../../lib/ids";
import { reviewList } from "../../../lib/reviews/schema";
import { askBefore, newRandom, textElement } from "../../support/chat-callbacks";
import { enter, sayInRoom } from "../../support/chat-talk";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { callIm, openLiveRoom, openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

async function stage(runtime: Runtime, isLive = false) {
  const host = await newViewer(runtime, { role: "host" });
  const room = await (isLive ? openLiveRoom : openRoom)(runtime, { hostId: host.id });
  return { host, room, ann: await enter(runtime), ben: await enter(runtime) };
}

const report = (person: Viewer, room: TestRoom, about: object, reason = "harassment") =>
  person.http.post(`/api/rooms/${room.id}/reports`, { data: { reason, ...about } });

const queueOf = async (person: Viewer, room: TestRoom, tab = "open") =>
  reviewList.parse(await (await person.http.get(`/api/reviews?tab=${tab}&room=${room.id}`)).json());

const onlyCase = async (person: Viewer, room: TestRoom, tab = "open") => {
  const { cases } = await queueOf(person, room, tab);
  const [only] = cases;
  if (!only || cases.length > 1) throw new Error(`${cases.length} cases`);
  return only;
};

const decide = (person: Viewer, caseId: string, outcome: string, reason = "") =>
  person.http.post(`/api/reviews/${caseId}/decision`, { data: { outcome, reason } });

const assign = (person: Viewer, caseId: string, isMine = true) =>
  person.http.put(`/api/reviews/${caseId}/assignee`, { data: { isMine } });

const outcomesOf = async (person: Viewer) => (await person.http.get("/api/outcomes")).json();

const textsIn = async (person: Viewer, room: TestRoom) => {
  const { messages } = await (await person.http.get(`/api/rooms/${room.id}/history`)).json();
  return messages.map(({ text }: { text: string }) => text);
};

/** Somebody's message is held by a word of the room's list. */
async function holdOne({ request, runtime }: Parameters<typeof askBefore>[0], room: TestRoom, host: Viewer, person: Viewer) {
  const word = `hold${newId().replace(/\d/g, "x")}`;
  const entry = { kind: "word", text: word, action: "hold" };
  expect((await host.http.post(`/api/words/${room.id}`, { data: entry })).status()).toBe(201);
  const random = newRandom() + 2_000_000;
  const text = `a ${word} b`;
  const answer = await askBefore({ request, runtime }, room, { userId: person.id, element: textElement(text), random });
  expect(answer.ErrorCode).toBe(10111);
  await expect.poll(async () => (await queueOf(host, room)).openCount).toBe(1);
  return { text, random };
}

test("several reports of one message are one case, with the messages around it and what is known of its author", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  const [before, said, later] = [
    await sayInRoom(world, room, ben, "hello"),
    await sayInRoom(world, room, ann, "you are all fools"),
    await sayInRoom(world, room, ben, "why"),
  ];
  const other = await newViewer(runtime);
  expect((await report(ben, room, { kind: "message", message: said, note: "see this" })).status()).toBe(201);
  expect((await report(ben, room, { kind: "message", message: said })).status()).toBe(201);
  expect((await report(other, room, { kind: "message", message: { ...said, seal: "" } }, "spam")).status()).toBe(201);
  const found = await onlyCase(host, room);
  expect(found).toMatchObject({ kind: "message", status: "open", person: { id: ann.id, name: ann.name }, text: said.text });
  expect(found.context.map(({ text, isSubject }) => [text, isSubject])).toEqual([
    [before.text, false],
    [said.text, true],
    [later.text, false],
  ]);
  expect(found.reports).toMatchObject([
    { reporter: null, reason: "harassment", note: "see this" },
    { reporter: null, reason: "spam" },
  ]);
  const asStaff = await onlyCase(await newViewer(runtime, { role: "moderator" }), room);
  expect(asStaff.reports.map(({ reporter }) => reporter)).toEqual([ben.name, other.name]);
  expect(found.history).toMatchObject({ cases: 1, refused: 0, level: 1 });
  expect(found.mayDecide).toBe(true);
});

test("a report is refused of what was never said, of oneself, by a visitor, and beyond twenty in an hour", async ({
  request,
  runtime,
}) => {
  const { room, ann, ben } = await stage(runtime);
  const made = { fromId: ann.id, random: 5, text: "never said", sticker: null, seal: "AAAAAAAAAAAAAAAA" };
  expect((await report(ben, room, { kind: "message", message: made })).status()).toBe(400);
  expect((await report(ben, room, { kind: "person", userId: ben.id })).status()).toBe(400);
  expect((await report(ben, room, { kind: "person", userId: "nobody" })).status()).toBe(404);
  expect((await report(ben, room, { kind: "person", userId: ann.id }, "boredom")).status()).toBe(400);
  expect((await report(ben, { ...room, id: "000000000000" }, { kind: "room" })).status()).toBe(404);
  const asVisitor = { data: { kind: "room", reason: "spam" } };
  expect((await request.post(`/api/rooms/${room.id}/reports`, asVisitor)).status()).toBe(401);
  const statuses = [];
  for (let count = 0; count < 18; count++) statuses.push((await report(ben, room, { kind: "person", userId: ann.id })).status());
  expect(statuses.at(0)).toBe(201);
  expect(statuses.at(-1)).toBe(429);
});

test("of two moderators one decides: what the other took or decided is a conflict, told by its kind", async ({ runtime }) => {
  const { host, room, ann, ben } = await stage(runtime);
  const moderator = await newViewer(runtime, { role: "moderator" });
  await report(ben, room, { kind: "person", userId: ann.id });
  const { id } = await onlyCase(host, room);
  expect((await assign(host, id)).status()).toBe(200);
  const taken = await assign(moderator, id);
  expect([taken.status(), (await taken.json()).error.fields]).toEqual([409, { case: "assigned" }]);
  expect(await (await decide(moderator, id, "passed")).json()).toMatchObject({ error: { fields: { case: "assigned" } } });
  expect((await onlyCase(moderator, room)).assignee).toMatchObject({ id: host.id, name: host.name });
  expect((await assign(host, id, false)).status()).toBe(200);
  const both = await Promise.all([decide(host, id, "passed"), decide(moderator, id, "refused")]);
  expect(both.map((answer) => answer.status()).sort()).toEqual([200, 409]);
  expect(await (await decide(moderator, id, "passed")).json()).toMatchObject({ error: { fields: { case: "decided" } } });
  expect((await assign(moderator, id)).status()).toBe(409);
});

test("a refused message is gone, its reporter is told, and undone it is back and waits again", async ({ request, runtime }) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime);
  const said = await sayInRoom(world, room, ann, "you are all fools");
  await report(ben, room, { kind: "message", message: said });
  expect(await outcomesOf(ben)).toMatchObject({ outcomes: [], waiting: 1 });
  const { id } = await onlyCase(host, room);
  const { entryId } = await (await decide(host, id, "refused", "insult")).json();
  expect(await textsIn(ben, room)).toEqual([]);
  expect(await outcomesOf(ben)).toMatchObject({
    outcomes: [{ caseId: id, isReport: true, status: "refused", room: { id: room.id } }],
    waiting: 0,
  });
  expect((await ben.http.put(`/api/outcomes/${id}`, { data: {} })).status()).toBe(200);
  expect(await outcomesOf(ben)).toMatchObject({ outcomes: [], waiting: 0 });
  expect(await onlyCase(host, room, "decided")).toMatchObject({ status: "refused", decidedBy: { id: host.id }, hasHidden: true });

  expect((await ben.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(403);
  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(200);
  expect(await textsIn(ben, room)).toEqual([said.text]);
  expect(await onlyCase(host, room)).toMatchObject({ id, status: "open", hasHidden: false });
  expect(await outcomesOf(ben)).toMatchObject({ outcomes: [], waiting: 1 });
  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(409);
});

test("a held message that passes reaches the room in its author's name and can be answered; its undo takes it away", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const { host, room, ann, ben } = await stage(runtime, true);
  await callIm(runtime, "im_open_login_svc/account_import", { UserID: ann.id, Nick: ann.name });
  const held = await holdOne(world, room, host, ann);
  expect(await outcomesOf(ann)).toMatchObject({ waiting: 1 });
  const found = await onlyCase(host, room);
  expect(found).toMatchObject({ kind: "held", text: held.text, random: held.random, person: { id: ann.id } });
  const { entryId } = await (await decide(host, found.id, "passed")).json();
  await expect.poll(() => textsIn(ben, room)).toEqual([held.text]);
  const { messages } = await (await ben.http.get(`/api/rooms/${room.id}/history`)).json();
  const extras = JSON.parse(messages[0].customData);
  expect(messages[0]).toMatchObject({ fromId: ann.id, random: held.random });
  expect(extras).toMatchObject({ name: ann.name, level: 1 });
  const quote = { fromId: ann.id, random: held.random, text: held.text, sticker: null, seal: extras.seal };
  const answer = { userId: ben.id, element: textElement("yes"), customData: { v: 1, quote } };
  expect((await askBefore(world, room, answer)).ErrorCode).toBe(0);
  expect(await outcomesOf(ann)).toMatchObject({ outcomes: [{ isReport: false, status: "passed", wasSent: true }] });
  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(200);
  expect(await textsIn(ben, room)).toEqual([]);
  expect(await onlyCase(host, room)).toMatchObject({ id: found.id, status: "open" });
  expect((await decide(host, found.id, "passed")).status()).toBe(200);
  await expect.poll(() => textsIn(ben, room)).toEqual([held.text]); // shown again, and not said twice
});

test("a decision that is undone does not show what somebody took away by hand since, nor opens a second case of a person", async ({
  request,
  runtime,
}) => {
  const { host, room, ann, ben } = await stage(runtime);
  const admin = await newViewer(runtime, { role: "admin" });
  const said = await sayInRoom({ request, runtime }, room, ann, "you are all fools");
  const setHidden = (isHidden: boolean) =>
    admin.http.put(`/api/rooms/${room.id}/hidden`, {
      data: { message: { fromId: said.fromId, random: said.random }, isHidden, reason: "" },
    });
  await report(ben, room, { kind: "message", message: said });
  const { entryId } = await (await decide(host, (await onlyCase(host, room)).id, "refused")).json();
  expect((await setHidden(false)).status()).toBe(200);
  expect((await setHidden(true)).status()).toBe(200);
  expect((await host.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(200);
  expect(await textsIn(ben, room)).toEqual([]);

  const other = await openRoom(runtime, { hostId: host.id });
  await report(ben, other, { kind: "person", userId: ann.id });
  const done = await (await decide(host, (await onlyCase(host, other)).id, "passed")).json();
  await report(ben, other, { kind: "person", userId: ann.id });
  expect((await host.http.post(`/api/audit/${done.entryId}/undo`, { data: {} })).status()).toBe(409);
});

test("a held message that passes after its room has closed reaches nobody, and its author is told so", async ({
  request,
  runtime,
}) => {
  const { host, room, ann } = await stage(runtime);
  await holdOne({ request, runtime }, room, host, ann);
  const { id } = await onlyCase(host, room);
  await withDatabase(runtime, (client) => client.query(`UPDATE "Room" SET "status" = 'ended' WHERE "id" = $1`, [room.id]));
  expect((await decide(host, id, "passed")).status()).toBe(200);
  expect(await outcomesOf(ann)).toMatchObject({ outcomes: [{ isReport: false, status: "passed", wasSent: false }] });
});

test("what is said about a moderator is not shown to that one, and not by whom to another one who may not decide", async ({
  runtime,
}) => {
  const { host, room, ann } = await stage(runtime);
  const [first, second, admin] = [
    await newViewer(runtime, { role: "moderator" }),
    await newViewer(runtime, { role: "moderator" }),
    await newViewer(runtime, { role: "admin" }),
  ];
  expect((await report(ann, room, { kind: "person", userId: first.id })).status()).toBe(201);
  expect(await queueOf(first, room)).toMatchObject({ cases: [], openCount: 0 });
  expect(await queueOf(host, room)).toMatchObject({ cases: [], openCount: 0 });
  expect(await onlyCase(second, room)).toMatchObject({ mayDecide: false, reports: [{ reporter: null }] });
  expect(await onlyCase(admin, room)).toMatchObject({ mayDecide: true, reports: [{ reporter: ann.name }] });
});

test("each case stands on one page, also when the one that ended a page is decided meanwhile", async ({ runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const ids = Array.from({ length: 33 }, () => newId());
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "ReviewCase" ("id", "kind", "roomId", "userId", "random", "text", "reason", "sentAt", "createdAt")
       SELECT "id", 'message', $2, $3, "at", 'x', '', now(), timezone('UTC', now()) - ("at" / 2) * interval '1 s'
       FROM unnest($1::text[]) WITH ORDINALITY AS row("id", "at")`,
      [ids, room.id, ann.id],
    ),
  );
  const first = await queueOf(host, room);
  expect([first.cases.length, first.openCount]).toEqual([30, 33]);
  const last = first.cases.at(-1)?.id ?? "";
  expect((await decide(host, last, "passed")).status()).toBe(200);
  const second = reviewList.parse(await (await host.http.get(`/api/reviews?room=${room.id}&after=${first.next}`)).json());
  expect([...first.cases, ...second.cases].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(second.next).toBe(null);
});

test("who keeps order in a room sees its cases alone, and decides about nobody above or beside", async ({ request, runtime }) => {
  const { host, room, ann, ben } = await stage(runtime);
  const moderator = await newViewer(runtime, { role: "moderator" });
  await report(ann, room, { kind: "room" });
  const { id, mayDecide } = await onlyCase(moderator, room);
  expect(mayDecide).toBe(true);
  expect(await queueOf(host, room)).toMatchObject({ cases: [], openCount: 0 });
  expect((await decide(host, id, "passed")).status()).toBe(403);
  expect((await assign(host, id)).status()).toBe(403);
  expect((await decide(moderator, "000000000000", "passed")).status()).toBe(404);
  expect((await decide(moderator, id, "perhaps")).status()).toBe(400);
  for (const path of ["/api/reviews", `/api/reviews?room=${room.id}`, `/api/reviews?room=${(await openRoom(runtime)).id}`]) {
    expect((await ben.http.get(path)).status()).toBe(403);
    expect((await request.get(path)).status()).toBe(401);
  }
  expect((await host.http.get("/api/reviews")).status()).toBe(403);
  expect((await moderator.http.get("/api/reviews")).status()).toBe(200);
  expect((await moderator.http.get("/api/reviews?tab=all")).status()).toBe(400);
  expect((await request.get("/api/outcomes")).status()).toBe(401);
});

test("a held message that cannot be read or stored holds none of the others up", async ({ request, runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const gone = {
    roomId: "000000000000",
    userId: ann.id,
    random: 1,
    text: "x",
    sticker: null,
    claims: null,
    reason: "",
    sentAtMs: 1,
  };
  await redisCommand(runtime, "HSET", "reviews:held", `unread-${room.id}`, "{}", `gone-${room.id}`, JSON.stringify(gone));
  const { text } = await holdOne({ request, runtime }, room, host, ann);
  expect(await onlyCase(host, room)).toMatchObject({ text });
  const left = () => redisCommand(runtime, "HMGET", "reviews:held", `unread-${room.id}`, `gone-${room.id}`);
  await expect.poll(left).toEqual([null, null]);
});
