import { newId } from "../../../lib/ids";
import { askBefore, newRandom, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

/** Letters that no other test's word has, and that no folding changes. */
const newWord = () =>
  `w${newId()
    .replace(/\d/g, (digit) => "abcdefghjk"[Number(digit)] ?? "")
    .replace(/(.)\1+/g, "$1")}`;

const add = (person: Viewer, scope: string, text: string, more: object = {}) =>
  person.http.post(`/api/words/${scope}`, { data: { kind: "word", text, action: "refuse", ...more } });

const auditOf = (runtime: Runtime, scope: string, actorId: string) =>
  withDatabase(runtime, async (client) => {
    const sql = `SELECT "action" FROM "AuditEntry" WHERE "subjectId" = $1 AND "actorId" = $2 ORDER BY "id"`;
    return (await client.query(sql, [scope, actorId])).rows.map(({ action }) => action);
  });

async function stage(runtime: Runtime): Promise<{ host: Viewer; room: TestRoom }> {
  const host = await newViewer(runtime, { role: "host" });
  return { host, room: await openRoom(runtime, { hostId: host.id }) };
}

test("a list is kept by those who may: admins all rooms', hosts and moderators a room's", async ({ request, runtime }) => {
  const { host, room } = await stage(runtime);
  const [other, moderator, admin] = await Promise.all(["host", "moderator", "admin"].map((role) => newViewer(runtime, { role })));
  if (!other || !moderator || !admin) throw new Error("three people");
  expect((await request.post(`/api/words/${room.id}`, { data: { kind: "word", text: "a", action: "drop" } })).status()).toBe(401);
  expect((await add(other, room.id, newWord())).status()).toBe(403);
  expect((await add(moderator, "site", newWord())).status()).toBe(403);
  expect((await add(host, "site", newWord())).status()).toBe(403);
  expect((await add(admin, "000000000000", newWord())).status()).toBe(404);
  for (const person of [host, moderator, admin]) expect((await add(person, room.id, newWord())).status()).toBe(201);
  expect((await add(admin, "site", newWord())).status()).toBe(201);
  expect((await other.http.get(`/api/words/${room.id}/export`)).status()).toBe(403);
  expect((await other.http.post(`/api/words/${room.id}/try`, { data: { text: "a" } })).status()).toBe(403);
});

test("an entry is refused with the field that is wrong, and stands in a list once", async ({ runtime }) => {
  const { host, room } = await stage(runtime);
  const word = newWord();
  expect((await add(host, room.id, word)).status()).toBe(201);
  expect(await (await add(host, room.id, word)).json()).toMatchObject({ error: { code: "conflict", fields: { text: "taken" } } });
  for (const [text, reason] of [
    ["(", "bad_pattern"],
    ["a*", "empty_pattern"],
    ["[a-z]{1000}x{500}", "large_pattern"],
  ] as const) {
    const answer = await add(host, room.id, text, { kind: "pattern" });
    expect(answer.status()).toBe(400);
    expect((await answer.json()).error.fields).toEqual({ text: reason });
  }
  expect((await add(host, room.id, " ")).status()).toBe(400);
  expect((await add(host, room.id, word, { action: "explode" })).status()).toBe(400);
});

test("each change holds for the next message: refused, dropped, replaced, held, and then let through again", async ({
  request,
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  const ann = await newViewer(runtime);
  const word = newWord();
  const say = (text: string, random = newRandom()) =>
    askBefore({ request, runtime }, room, { userId: ann.id, element: textElement(text), random });
  expect((await say(`oh ${word}`)).ErrorCode).toBe(0);
  const { id } = await (await add(host, room.id, word)).json();
  expect(await say(`oh ${word.toUpperCase().split("").join(" ")}`)).toMatchObject({
    ErrorCode: 10110,
    ErrorInfo: "blocked_word",
  });
  const change = (data: object) => host.http.put(`/api/words/${room.id}/${id}`, { data: { kind: "word", text: word, ...data } });
  expect((await change({ action: "drop" })).status()).toBe(200);
  expect(await say(`oh ${word}`)).toMatchObject({ ErrorCode: 2 });
  expect((await change({ action: "replace", replacement: "(flower)" })).status()).toBe(200);
  const rewritten = (await say(`oh ${word}!`)) as { ErrorCode: number; MsgBody?: unknown };
  expect(rewritten).toMatchObject({ ErrorCode: 0, MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "oh (flower)!" } }] });
  expect((await change({ action: "hold" })).status()).toBe(200);
  const random = newRandom();
  for (let time = 0; time < 2; time += 1)
    expect(await say(`oh ${word}`, random)).toMatchObject({ ErrorCode: 10111, ErrorInfo: "held" });
  const cases = () =>
    withDatabase(runtime, async (client) => {
      const sql = `SELECT "kind", "status", "userId", "text", "reason" FROM "ReviewCase" WHERE "roomId" = $1`;
      return (await client.query(sql, [room.id])).rows;
    });
  await expect.poll(cases).toEqual([{ kind: "held", status: "open", userId: ann.id, text: `oh ${word}`, reason: word }]);
  expect((await host.http.delete(`/api/words/${room.id}/${id}`, { data: {} })).status()).toBe(200);
  expect((await say(`oh ${word}`)).ErrorCode).toBe(0);
  expect((await host.http.delete(`/api/words/${room.id}/${id}`, { data: {} })).status()).toBe(404);
  const changes = ["words.add", "words.change", "words.change", "words.change", "words.remove"];
  expect(await auditOf(runtime, room.id, host.id)).toEqual(changes);
});

test("the site's list holds in every room and for hosts, a room's only in it, and neither for moderators", async ({
  request,
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  const elsewhere = await openRoom(runtime);
  const [admin, moderator, ann] = await Promise.all(["admin", "moderator", "user"].map((role) => newViewer(runtime, { role })));
  if (!admin || !moderator || !ann) throw new Error("three people");
  expect((await moderator.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  const [everywhere, here] = [newWord(), newWord()];
  await add(admin, "site", everywhere);
  await add(host, room.id, here);
  const say = async (place: TestRoom, person: Viewer, text: string) =>
    (await askBefore({ request, runtime }, place, { userId: person.id, element: textElement(text) })).ErrorCode;
  expect(await say(room, ann, everywhere)).toBe(10110);
  expect(await say(elsewhere, ann, everywhere)).toBe(10110);
  expect(await say(room, host, everywhere)).toBe(10110);
  expect(await say(room, ann, here)).toBe(10110);
  expect(await say(elsewhere, ann, here)).toBe(0);
  expect(await say(room, host, here)).toBe(0);
  expect(await say(room, moderator, `${everywhere} ${here}`)).toBe(0);
  // A room allows only what the site's list lets it.
  await add(host, room.id, everywhere, { action: "allow" });
  expect(await say(room, ann, everywhere)).toBe(10110);
  const soft = newWord();
  await add(admin, "site", soft, { isFirm: false });
  await add(host, room.id, soft, { action: "allow" });
  expect(await say(room, ann, soft)).toBe(0);
  expect(await say(elsewhere, ann, soft)).toBe(10110);
});

test("lists come back after Redis lost them", async ({ request, runtime }) => {
  const { host, room } = await stage(runtime);
  const word = newWord();
  await add(host, room.id, word);
  await redisCommand(runtime, "DEL", `words:${room.id}`);
  const say = async () =>
    (await askBefore({ request, runtime }, room, { userId: "somebody", element: textElement(word) })).ErrorCode;
  await expect.poll(say).toBe(10110);
});

test("links, repetition and flooding are refused where a room says so; a message sent again is no repetition", async ({
  request,
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  const settings = { links: "listed", hosts: ["example.com"], repeats: 1, flood: 3, onTimeout: "deliver" };
  expect((await host.http.put(`/api/words/${room.id}/settings`, { data: { ...settings, hosts: ["not a host"] } })).status()).toBe(
    400,
  );
  expect((await host.http.put(`/api/words/${room.id}/settings`, { data: settings })).status()).toBe(200);
  const say = async (userId: string, text: string, random = newRandom()) => {
    const { ErrorCode, ErrorInfo } = await askBefore({ request, runtime }, room, { userId, element: textElement(text), random });
    return ErrorCode === 0 ? "passes" : ErrorInfo;
  };
  const [ann, ben, cat] = [newId(), newId(), newId()];
  expect(await say(cat, "first of the room")).toBe("passes"); // this process meets the list
  expect(await say(ann, "see evil.com")).toBe("link_refused");
  expect(await say(ann, "see shop.example.com")).toBe("passes");
  const again = newRandom();
  expect(await say(ben, "buy it now", again)).toBe("passes");
  expect(await say(ben, "buy it now", again)).toBe("passes");
  expect(await say(ben, "BUY  IT  NOW")).toBe("repeated");
  expect(await say(ann, "three")).toBe("passes");
  expect(await say(ann, "four")).toBe("flooding");
  expect(await say(host.id, "see evil.com")).toBe("passes");
});

test("a file is taken in whole or not at all, and given out again", async ({ runtime }) => {
  const { host, room } = await stage(runtime);
  const load = (data: object) =>
    host.http.post(`/api/words/${room.id}/import`, { data: { action: "refuse", isReplacing: false, ...data } });
  const [one, two] = [newWord(), newWord()];
  expect(await (await load({ format: "text", text: `${one}\n${two}\n` })).json()).toEqual({ added: 2 });
  expect(await (await load({ format: "csv", text: `text,action\n${one},drop\n${newWord()},allow\n` })).json()).toEqual({
    added: 1,
  });
  const broken = await load({ format: "csv", text: `text,action\n${newWord()},drop\nx,explode\n` });
  expect(await broken.json()).toMatchObject({ error: { code: "invalid_input", fields: { text: "faulty_line", line: "3" } } });
  const names = async () => {
    const file = await (await host.http.get(`/api/words/${room.id}/export?format=json`)).json();
    return file.map(({ text, action }: { text: string; action: string }) => `${text} ${action}`);
  };
  expect(await names()).toHaveLength(3);
  expect(await names()).toContain(`${one} refuse`);
  expect((await load({ format: "text", text: Array.from({ length: 1_001 }, (_, at) => `x${at}`).join("\n") })).status()).toBe(
    413,
  );
  expect((await load({ format: "text", text: "x".repeat(3_000_000) })).status()).toBe(413);
  expect(await names()).toHaveLength(3);
  await load({ format: "text", text: two, isReplacing: true });
  expect(await names()).toEqual([`${two} refuse`]);
  expect(await (await load({ format: "text", text: two, isReplacing: true })).json()).toEqual({ added: 0 }); // it is so already
  expect(await (await load({ format: "text", text: two })).json()).toEqual({ added: 0 });
  expect(await auditOf(runtime, room.id, host.id)).toEqual(["words.import", "words.import", "words.import"]);
  const csv = await host.http.get(`/api/words/${room.id}/export`);
  expect(csv.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect((await host.http.get(`/api/words/${room.id}/export?format=xml`)).status()).toBe(400);
});

test("the test box tells which entries hit, what they hit, and what became of the text", async ({ runtime }) => {
  const { host, room } = await stage(runtime);
  const word = newWord();
  await add(host, room.id, word, { action: "replace" });
  await add(host, room.id, `${word} hill`, { action: "allow" });
  const attempt = async (text: string) => (await host.http.post(`/api/words/${room.id}/try`, { data: { text } })).json();
  expect(await attempt(`a ${word}`)).toMatchObject({
    outcome: "replace",
    text: expect.stringMatching(/^a \*+$/),
    hits: [{ text: word, found: word, scope: "room", isLifted: false }],
  });
  expect(await attempt(`a ${word} hill`)).toMatchObject({ outcome: "passes", hits: [{ found: word, isLifted: true }] });
});

test("Tencent's moderation is asked about what our lists let through; what it does not judge in time goes on", async ({
  request,
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  const ann = await newViewer(runtime);
  const say = (text: string, userId = ann.id) => askBefore({ request, runtime }, room, { userId, element: textElement(text) });
  expect(await say("hello")).toMatchObject({ ErrorCode: 0 });
  expect(await say("a tms-block")).toMatchObject({ ErrorCode: 10110, ErrorInfo: "blocked_word" });
  expect(await say("a tms-review")).toMatchObject({ ErrorCode: 10111, ErrorInfo: "held" });
  expect(await say("a tms-silent")).toMatchObject({ ErrorCode: 0 });
  await add(host, room.id, "tms-silent");
  expect(await say("a tms-silent")).toMatchObject({ ErrorCode: 10110 });
});
