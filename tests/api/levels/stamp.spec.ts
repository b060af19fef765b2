import { newId } from "../../../lib/ids";
import { messageStamp } from "../../../lib/levels/schema";
import { roomMembers } from "../../../lib/members/schema";
import { askBefore, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { callIm, openLiveRoom } from "../../support/rooms";
import { newViewer } from "../../support/viewers";

test("a message carries what its sender really is in the room, whatever the client claims", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 10_000 });
  const stamp = async (customData?: object) => {
    const answer = await askBefore({ request, runtime }, room, { userId: viewer.id, element: textElement("hi"), customData });
    expect(answer.ErrorCode).toBe(0);
    return messageStamp.parse(JSON.parse(answer.CloudCustomData ?? ""));
  };
  const forged = { v: 1, role: "host", level: 99, badges: ["member", "topGiver"] };
  expect(await stamp(forged)).toEqual({ v: 1, level: 1, badges: ["newcomer"] });

  const month = { requestId: newId(), expectedPrice: 300 };
  expect((await viewer.http.post(`/api/rooms/${room.id}/membership`, { data: month })).status()).toBe(201);
  expect((await stamp()).badges).toEqual(["member", "newcomer"]);
  const requestId = newId();
  const gift = { giftId: "mikoshi", count: 1, expectedPrice: 5_000, requestId, comboId: requestId };
  expect((await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: gift })).status()).toBe(201);
  await expect.poll(() => stamp(forged)).toEqual({ v: 1, level: 15, badges: ["member", "topGiver", "newcomer"] });

  // The membership runs out; and what Redis has lost is read again from PostgreSQL.
  await redisCommand(runtime, "HSET", `room:${room.id}:memberships`, viewer.id, Date.now() - 1);
  await redisCommand(runtime, "DEL", `user:${viewer.id}:level`);
  expect(await stamp(forged)).toEqual({ v: 1, level: 15, badges: ["topGiver", "newcomer"] });
  const other = await openLiveRoom(runtime);
  const elsewhere = await askBefore({ request, runtime }, other, { userId: viewer.id, element: textElement("hi") });
  expect(messageStamp.parse(JSON.parse(elsewhere.CloudCustomData ?? "")).badges).toEqual(["newcomer"]);
});

test("the host's stamp says host, with the level", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const answer = await askBefore({ request, runtime }, room, { userId: room.hostId, element: textElement("hi") });
  const stamp = messageStamp.parse(JSON.parse(answer.CloudCustomData ?? ""));
  expect(stamp).toMatchObject({ v: 1, role: "host", level: expect.any(Number) });
  expect(stamp.badges).toBeUndefined();
});

test("somebody without an account here has no level, and speaks all the same", async ({ request, runtime }) => {
  const room = await openLiveRoom(runtime);
  const answer = await askBefore({ request, runtime }, room, { userId: newId(), element: textElement("hi") });
  expect([answer.ErrorCode, messageStamp.parse(JSON.parse(answer.CloudCustomData ?? ""))]).toEqual([0, { v: 1 }]);
  expect(roomMembers.parse(await (await request.get(`/api/rooms/${room.id}/members`)).json()).members).toEqual([]);
  expect((await callIm(runtime, "group_open_http_svc/get_online_member_num", { GroupId: room.groupId })).ErrorCode).toBe(0);
});
