import { newId } from "../../../lib/ids";
import { entryTag, recheckDraw } from "../../../lib/lottery/draw";
import { expect, test } from "../../support/fixtures";
import { addPeople, lotteryForm, lotteryOf, openLottery, proofOf, tellSent } from "../../support/lotteries";
import { openLiveRoom, openRoom, withDatabase } from "../../support/rooms";
import { imCallbackPath } from "../../support/sign";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

/** The text of every lottery message that the room was told, oldest first. */
async function newsOf(runtime: Runtime, groupId: string): Promise<{ status: string; text: string }[]> {
  return withDatabase(runtime, async (client) => {
    const rows = await client.query(
      `SELECT "payload"->'data'->'lottery'->>'status' AS status, "payload"::text AS text FROM "OutboxEntry"
       WHERE "lane" = $1 AND "payload"->'data'->>'type' = 'room.lottery' ORDER BY "id"`,
      [groupId],
    );
    return rows.rows;
  });
}

const seedOf = (runtime: Runtime, lotteryId: string): Promise<string> =>
  withDatabase(runtime, async (client) => {
    return (await client.query(`SELECT "seed" FROM "Lottery" WHERE "id" = $1`, [lotteryId])).rows[0].seed;
  });

test("a lottery from its promise to its proof: one entry a person, the host, staff and who is muted or banned cannot win, anybody can recheck", async ({
  request,
  runtime,
  signedInAs,
}) => {
  test.setTimeout(120_000);
  const [host, viewer] = [await signedInAs("host"), await signedInAs("user")];
  const viewerId = (await (await viewer.get("/api/auth/session")).json()).user.id;
  const room = await openLiveRoom(runtime);
  const people = await addPeople(runtime, 6);
  const staff = await addPeople(runtime, 1, "moderator");
  const [helper, mutedBefore] = (await addPeople(runtime, 2)) as [string, string];
  const restrict = async (by: typeof host, act: "mute" | "ban", person: string) => {
    const data = { act, roomId: room.id, userIds: [person], seconds: 3_600 };
    expect((await by.post("/api/restrictions", { data })).status()).toBe(200);
  };
  await restrict(host, "mute", mutedBefore);
  await withDatabase(runtime, (client) =>
    client.query(`INSERT INTO "RoomModerator" ("roomId", "userId", "byId", "createdAt") VALUES ($1, $2, $3, $4)`, [
      ...[room.id, helper, room.hostId, new Date(0)],
    ]),
  );
  const opened = await openLottery(host, room.id, { winnerCount: 30 });
  const seed = await seedOf(runtime, opened.id);
  expect(opened).toMatchObject({ status: "open", draw: null, keyword: "灯り" });

  for (const person of people) expect(await tellSent(runtime, room, person, " 灯り ")).toBe(true);
  const again = { MsgSeq: 77 };
  for (let time = 0; time < 3; time++) await tellSent(runtime, room, people[0] ?? "", "灯り", again); // the vendor repeats itself
  await tellSent(runtime, room, room.hostId, "灯り");
  await tellSent(runtime, room, staff[0] ?? "", "灯り");
  await tellSent(runtime, room, "no-account", "灯り");
  const [muted, banned, bannedByStaff] = (await addPeople(runtime, 3)) as [string, string, string];
  for (const person of [helper, mutedBefore, muted, banned, bannedByStaff]) await tellSent(runtime, room, person, "灯り");
  await restrict(host, "mute", muted);
  await restrict(host, "ban", banned);
  await restrict(await signedInAs("admin"), "ban", bannedByStaff);
  const [silent, late] = await addPeople(runtime, 2);
  await tellSent(runtime, room, silent ?? "", "灯りください");
  await tellSent(runtime, room, late ?? "", "灯り", { MsgTime: opened.closesAtMs / 1000 });
  expect(await lotteryOf(viewer, room.id)).toMatchObject({ entryCount: 14, isEntered: false });
  await tellSent(runtime, room, viewerId, "灯り");
  expect(await lotteryOf(viewer, room.id)).toMatchObject({ entryCount: 15, isEntered: true });
  expect((await lotteryOf(request, room.id)).isEntered).toBe(false);

  expect((await request.get(`/api/lotteries/${opened.id}/proof`)).status()).toBe(404);
  expect((await host.post(`/api/rooms/${room.id}/lottery`, { data: lotteryForm() })).status()).toBe(409);
  const shown =
    JSON.stringify(await lotteryOf(request, room.id)) + (await (await request.get(`/en/lotteries/${opened.id}`)).text());
  expect(shown).toContain(opened.commitment);
  expect(shown).not.toContain(seed);

  const proof = await proofOf(request, "", opened.id);
  expect(recheckDraw(proof)).toEqual({ commitment: true, entries: true, winners: true });
  expect(proof).toMatchObject({ seed, commitment: opened.commitment });
  const tags = (ids: readonly string[]) => ids.map((id) => entryTag(opened.id, id)).sort();
  expect([...proof.winners].sort()).toEqual(tags([...people, viewerId, muted, banned])); // the host cannot choose who wins
  const excluded = Object.fromEntries(proof.entries.split("\n").flatMap((line) => (line.includes(" ") ? [line.split(" ")] : [])));
  const tagOf = (id: string) => entryTag(opened.id, id);
  expect(excluded).toEqual({
    ...{ [tagOf(room.hostId)]: "host", [tagOf(staff[0] ?? "")]: "staff", [tagOf("no-account")]: "gone" },
    ...{ [tagOf(helper)]: "moderator", [tagOf(mutedBefore)]: "restricted", [tagOf(bannedByStaff)]: "restricted" },
  });
  for (const person of [silent ?? "", late ?? ""]) expect(proof.entries).not.toContain(entryTag(opened.id, person));

  await tellSent(runtime, room, late ?? "", "灯り", { MsgTime: Math.floor(opened.openedAtMs / 1000) + 1 }); // told after the draw
  expect(await (await request.get(`/api/lotteries/${opened.id}/proof`)).json()).toEqual(proof);
  const after = await lotteryOf(request, room.id);
  expect(after.lottery?.draw).toMatchObject({ entryCount: 15, excludedCount: 6, seed });
  expect(after.lottery?.draw?.exclusions).toEqual({ host: 1, staff: 1, gone: 1, moderator: 1, restricted: 2 });
  const news = await newsOf(runtime, room.groupId);
  expect(news.map((one) => one.status)).toEqual(["open", "drawn"]);
  expect(news[0]?.text).toContain(opened.commitment);
  expect(news[0]?.text).not.toContain(seed);
  expect(Buffer.byteLength(news[1]?.text ?? "")).toBeLessThan(8_000);
});

test("a lottery is opened by the room's host alone, while a session runs, one at a time, and once for one form", async ({
  request,
  runtime,
  signedInAs,
}) => {
  const [host, viewer, admin] = [await signedInAs("host"), await signedInAs("user"), await signedInAs("admin")];
  const room = await openLiveRoom(runtime);
  const waiting = await openRoom(runtime);
  const post = async (who: typeof host, roomId: string, change: object = {}) =>
    (await who.post(`/api/rooms/${roomId}/lottery`, { data: { ...lotteryForm(), ...change } })).status();
  expect(await post(request, room.id)).toBe(401);
  expect(await post(viewer, room.id)).toBe(404);
  expect(await post(admin, room.id)).toBe(404);
  expect(await post(host, "000000000000")).toBe(404);
  expect(await post(host, waiting.id)).toBe(409);
  for (const change of [{ keyword: "" }, { keyword: "a".repeat(10_000) }, { winnerCount: "1e309" }, { durationSeconds: -1 }]) {
    const answer = await host.post(`/api/rooms/${room.id}/lottery`, { data: { ...lotteryForm(), ...change } });
    expect(answer.status()).toBe(400);
    expect(Object.keys((await answer.json()).error.fields)).toEqual(Object.keys(change));
  }
  const form = lotteryForm();
  const answers = await Promise.all(Array.from({ length: 5 }, () => openLottery(host, room.id, form)));
  expect(new Set(answers.map((one) => one.id)).size).toBe(1);
  expect(await post(host, room.id)).toBe(409);
});

test("a cancelled lottery takes no entries, has no winner and never shows its seed", async ({ request, runtime, signedInAs }) => {
  const [host, viewer] = [await signedInAs("host"), await signedInAs("user")];
  const room = await openLiveRoom(runtime);
  const { id } = await openLottery(host, room.id);
  const [person] = await addPeople(runtime, 1);
  const cancel = async (who: typeof host) => (await who.post(`/api/lotteries/${id}/cancel`, { data: {} })).status();
  expect(await cancel(request)).toBe(401);
  expect(await cancel(viewer)).toBe(403);
  expect(await cancel(host)).toBe(200);
  expect(await cancel(host)).toBe(409);
  await tellSent(runtime, room, person ?? "", "灯り");
  expect(await lotteryOf(request, room.id)).toMatchObject({ entryCount: 0, lottery: { status: "cancelled", draw: null } });
  expect((await request.get(`/api/lotteries/${id}/proof`)).status()).toBe(404);
  expect(await (await request.get(`/en/lotteries/${id}`)).text()).not.toContain(await seedOf(runtime, id));
  expect((await newsOf(runtime, room.groupId)).map((one) => one.status)).toEqual(["open", "cancelled"]);
  await openLottery(host, room.id); // the room is free for the next one
});

test("entries are stored also while Redis knows nothing of the lottery", async ({ request, runtime, signedInAs }) => {
  const room = await openLiveRoom(runtime);
  const { id } = await openLottery(await signedInAs("host"), room.id, { keyword: ".*" });
  const [person, other] = (await addPeople(runtime, 2)) as [string, string];
  const redis = (...words: string[]) =>
    fetch(runtime.redis.url, {
      method: "POST",
      headers: { authorization: `Bearer ${runtime.redis.token}` },
      body: JSON.stringify(words),
    });
  await redis("DEL", `group:${room.groupId}`, `room:${room.id}:lottery`);
  await tellSent(runtime, room, person, ".*");
  await tellSent(runtime, room, other, "anything");
  const stored = await withDatabase(runtime, async (client) => {
    const rows = await client.query(`SELECT "userId" FROM "LotteryEntry" WHERE "lotteryId" = $1`, [id]);
    return rows.rows.map((row) => row.userId);
  });
  expect(stored).toEqual([person]);
  await expect.poll(async () => (await lotteryOf(request, room.id)).lottery?.id, { timeout: 20_000 }).toBe(id);
});

test("a client that claims to be a lottery's result is refused", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const Data = JSON.stringify({ v: 1, type: "room.lottery", roomId: room.id, lottery: { status: "drawn" } });
  const body = {
    GroupId: room.groupId,
    From_Account: "somebody",
    MsgBody: [{ MsgType: "TIMCustomElem", MsgContent: { Data } }],
  };
  const answer = await request.post(imCallbackPath(runtime, "Group.CallbackBeforeSendMsg"), { data: body });
  expect((await answer.json()).ErrorCode).toBe(10102);
});

test("only followers who gave a gift and have the level can win where the host asks for all of it, and a reader is told what is lacking", async ({
  runtime,
  signedInAs,
}) => {
  test.setTimeout(120_000);
  const room = await openLiveRoom(runtime);
  const opened = await openLottery(await signedInAs("host"), room.id, {
    ...{ followersOnly: "on", giversOnly: "on", minLevel: "2" },
    winnerCount: 5,
  });
  const names = ["nothing", "follows", "gave", "both"] as const;
  const people = await Promise.all(names.map(() => newViewer(runtime, { coins: 100 })));
  const [nothing, follows, gave, both] = people as [Viewer, Viewer, Viewer, Viewer];
  for (const person of [follows, both]) {
    expect((await person.http.put(`/api/hosts/${room.hostId}/follow`, { data: { isFollowing: true } })).ok()).toBe(true);
  }
  for (const person of [gave, both]) {
    const requestId = newId();
    const count = person === both ? 3 : 1; // 30 coins make level 2
    const order = { giftId: "balloon", count, expectedPrice: 10, requestId, comboId: requestId };
    expect((await person.http.post(`/api/rooms/${room.id}/gifts`, { data: order })).status()).toBe(201);
  }
  for (const person of people) await tellSent(runtime, room, person.id, "灯り");
  const lacks = async (person: Viewer) => (await lotteryOf(person.http, room.id)).lacks;
  expect(await lacks(nothing)).toEqual(["follow", "gift", "level"]);
  expect(await lacks(follows)).toEqual(["gift", "level"]);
  expect(await lacks(gave)).toEqual(["follow", "level"]);
  expect(await lacks(both)).toEqual([]);

  const proof = await proofOf(both.http, "", opened.id);
  expect(proof).toMatchObject({ followersOnly: true, giversOnly: true, minLevel: 2, winners: [entryTag(opened.id, both.id)] });
  expect(recheckDraw(proof)).toEqual({ commitment: true, entries: true, winners: true });
  for (const person of [nothing, follows, gave]) expect(proof.entries).toContain(`${entryTag(opened.id, person.id)} lacks\n`);
});
