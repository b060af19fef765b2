import type { APIRequestContext } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { BATCHES_SHOWN_PER_SECOND, LIKES_PER_MINUTE } from "../../../lib/likes/rules";
import { expect, test } from "../../support/fixtures";
import { openLiveRoom, openRoom, roomOf, withDatabase } from "../../support/rooms";
import { imCallbackPath } from "../../support/sign";
import type { Runtime } from "../../support/system";

const SHOWN = 0;
const DISCARDED = 2;
const CLOSED = 10100;
const NOT_ALLOWED = 10102;

/** What the app answers when the chat service asks about a client's custom message. */
async function ask(request: APIRequestContext, runtime: Runtime, groupId: string, userId: string, data: unknown) {
  const Data = typeof data === "string" ? data : JSON.stringify(data);
  const body = { GroupId: groupId, From_Account: userId, MsgBody: [{ MsgType: "TIMCustomElem", MsgContent: { Data } }] };
  const answer = await request.post(imCallbackPath(runtime, "Group.CallbackBeforeSendMsg"), { data: body });
  expect(answer.status()).toBe(200);
  return answer.json();
}

const batch = (count: number, batchId = newId()) => ({ v: 1, type: "like", batchId, count });

test("likes of several people add up, and the first is shown to the room as the server's total", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const first = await ask(request, runtime, room.groupId, newId(), batch(7));
  expect(first.ErrorCode).toBe(SHOWN);
  expect(JSON.parse(first.MsgBody[0].MsgContent.Data)).toEqual({ v: 1, type: "room.likes", roomId: room.id, total: 7 });
  await Promise.all([3, 4, 5].map((count) => ask(request, runtime, room.groupId, newId(), batch(count))));
  expect((await roomOf(request, room.id)).likeCount).toBe(19);
});

test("a batch that is sent again counts once", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const [userId, same] = [newId(), batch(9)];
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(request, runtime, room.groupId, userId, same)));
  expect(answers.map((answer) => answer.ErrorCode).sort()).toEqual([SHOWN, ...Array(9).fill(DISCARDED)]);
  expect((await roomOf(request, room.id)).likeCount).toBe(9);
});

test("one person adds at most the cap of a minute, however large the batches", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const cheat = newId();
  await ask(request, runtime, room.groupId, cheat, batch(1e9));
  await ask(request, runtime, room.groupId, cheat, batch(1e9));
  const { likeCount, popularity } = await roomOf(request, room.id);
  expect([LIKES_PER_MINUTE, LIKES_PER_MINUTE * 2]).toContain(likeCount); // two minutes when one has just ended
  expect(popularity.parts.likes).toBeLessThanOrEqual(12);
  expect(popularity.parts.likes).toBeGreaterThan(0);
});

test("counts that are no counts, and messages that claim to be the server's, are refused", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const [userId, id] = [newId(), newId()];
  const bad = [
    { ...batch(1), count: -5 },
    { ...batch(1), count: 1.5 },
    { ...batch(1), count: "7" },
    `{"v":1,"type":"like","batchId":"${id}","count":1e309}`,
    { ...batch(1), extra: true },
    { ...batch(1), batchId: "x" },
    { v: 1, type: "room.likes", roomId: room.id, total: 1_000_000 },
  ];
  for (const data of bad) {
    expect((await ask(request, runtime, room.groupId, userId, data)).ErrorCode).toBe(NOT_ALLOWED);
  }
  expect((await roomOf(request, room.id)).likeCount).toBe(0);
});

test("a room without a session takes no likes", async ({ request, runtime }) => {
  const [waiting, ended] = [await openRoom(runtime), await openRoom(runtime, { status: "ended" })];
  for (const groupId of [waiting.groupId, ended.groupId, "room_unknown"]) {
    expect((await ask(request, runtime, groupId, newId(), batch(1))).ErrorCode).toBe(CLOSED);
  }
});

test("a crowd's batches are all counted, and the room sees few of them", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const startedMs = Date.now();
  const answers = await Promise.all(Array.from({ length: 120 }, () => ask(request, runtime, room.groupId, newId(), batch(5))));
  const seconds = Math.floor(Date.now() / 1000) - Math.floor(startedMs / 1000) + 1;
  const shown = answers.filter((answer) => answer.ErrorCode === SHOWN).length;
  expect(shown).toBeLessThanOrEqual(seconds * BATCHES_SHOWN_PER_SECOND);
  expect((await roomOf(request, room.id)).likeCount).toBe(600);
});

test("the session keeps its likes in the database, and no message is counted for them", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const userId = newId();
  await ask(request, runtime, room.groupId, userId, batch(21));
  const likes = { v: 1, type: "room.likes", roomId: room.id, total: 21 };
  const sent = {
    GroupId: room.groupId,
    From_Account: userId,
    MsgSeq: Date.now(),
    MsgBody: [{ MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(likes) } }],
  };
  await request.post(imCallbackPath(runtime, "Group.CallbackAfterSendMsg"), { data: sent });
  const figures = () =>
    withDatabase(runtime, async (client) => {
      const rows = await client.query(`SELECT "likeCount", "messageCount" FROM "LiveSession" WHERE "roomId" = $1`, [room.id]);
      return rows.rows[0];
    });
  await expect.poll(figures).toEqual({ likeCount: 21, messageCount: 0 });
});

test("a session's stored figures are not lowered by what an emptied Redis has counted since", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "LiveSession" SET "likeCount" = 50, "peakOnline" = 9 WHERE "roomId" = $1`, [room.id]),
  );
  await ask(request, runtime, room.groupId, newId(), batch(1));
  const body = { GroupId: room.groupId, From_Account: newId(), MsgSeq: Date.now(), Random: 7 };
  const data = { ...body, MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }] };
  expect((await request.post(imCallbackPath(runtime, "Group.CallbackAfterSendMsg"), { data })).status()).toBe(200);
  const figures = () =>
    withDatabase(runtime, async (client) => {
      const columns = `"likeCount", "peakOnline", "messageCount"`;
      return (await client.query(`SELECT ${columns} FROM "LiveSession" WHERE "roomId" = $1`, [room.id])).rows[0];
    });
  await expect.poll(figures).toEqual({ likeCount: 50, peakOnline: 9, messageCount: 1 });
});

test("a batch whose before-callback was not answered in time counts when it was sent or dropped, and once in all", async ({
  request,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const [userId, late, dropped] = [newId(), batch(4), batch(5)];
  const tell = async (command: string, data: object, more: object) => {
    const MsgBody = [{ MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(data) } }];
    const body = { GroupId: room.groupId, From_Account: userId, MsgBody, ...more };
    expect((await request.post(imCallbackPath(runtime, command), { data: body })).status()).toBe(200);
  };
  for (let time = 0; time < 2; time++) {
    await tell("Group.CallbackAfterSendMsg", late, { MsgSeq: Date.now() });
    await tell("Group.CallbackSendMsgException", dropped, { ErrorCode: 10023, ErrorInfo: "frequency" });
  }
  await ask(request, runtime, room.groupId, userId, late);
  expect((await roomOf(request, room.id)).likeCount).toBe(9);
});
