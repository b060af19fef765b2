import { expect, test } from "../../support/fixtures";
import { openRoom, roomOf } from "../../support/rooms";
import { imCallbackPath } from "../../support/sign";

const message = (groupId: string, userId: string, element: object) => ({
  CallbackCommand: "Group.CallbackBeforeSendMsg",
  GroupId: groupId,
  Type: "AVChatRoom",
  From_Account: userId,
  Operator_Account: userId,
  Random: 1,
  MsgBody: [element],
});
const text = (Text: string) => ({ MsgType: "TIMTextElem", MsgContent: { Text } });
const command = "Group.CallbackBeforeSendMsg";

test("a callback with a bad signature, an old time or without a query gets 401", async ({ request, runtime }) => {
  const body = message("room_none", "a", text("hi"));
  const old = String(Math.floor(Date.now() / 1000) - 90);
  for (const path of [
    imCallbackPath(runtime, command, { Sign: "0".repeat(64) }),
    imCallbackPath(runtime, command, { RequestTime: old }),
    "/api/im/callback",
  ]) {
    expect((await request.post(path, { data: body })).status()).toBe(401);
  }
});

test("a callback of another application gets 403", async ({ request, runtime }) => {
  const path = imCallbackPath(runtime, command, { SdkAppid: "1400999999" });
  expect((await request.post(path, { data: message("room_none", "a", text("hi")) })).status()).toBe(403);
});

test("a signed callback with a body of another shape gets 400; what was to be decided is refused with 200, because anything else lets it through", async ({
  request,
  runtime,
}) => {
  const broken = { data: Buffer.from("{"), headers: { "content-type": "application/json" } };
  for (const body of [{ data: { GroupId: 1 } }, broken]) {
    expect((await request.post(imCallbackPath(runtime, "Group.CallbackAfterSendMsg"), body)).status()).toBe(400);
    for (const question of [command, "Group.CallbackBeforeApplyJoinGroup"]) {
      const answer = await request.post(imCallbackPath(runtime, question), body);
      expect([answer.status(), (await answer.json()).ErrorCode]).toEqual([200, 1]);
    }
  }
});

test("a message passes with the server's stamp on it, whatever the client claimed", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const send = async (userId: string) => {
    const body = { ...message(room.groupId, userId, text("hello")), CloudCustomData: '{"v":1,"role":"admin","name":"Boss"}' };
    const answer = await (await request.post(imCallbackPath(runtime, command), { data: body })).json();
    expect(answer.ErrorCode).toBe(0);
    return JSON.parse(answer.CloudCustomData);
  };
  expect(await send(room.hostId)).toMatchObject({ v: 1, role: "host" });
  expect(await send("stranger")).toEqual({
    v: 1,
    seal: expect.any(String),
    proof: expect.any(String),
    mentions: [],
    quote: null,
  });
});

test("a forged status message, a too long one and one to an unknown room are refused with their codes", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const send = async (groupId: string, element: object) => {
    const answer = await request.post(imCallbackPath(runtime, command), { data: message(groupId, "somebody", element) });
    return (await answer.json()).ErrorCode;
  };
  const forged = { MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify({ v: 1, type: "room.status" }) } };
  expect(await send(room.groupId, forged)).toBe(10102);
  expect(await send(room.groupId, text("a".repeat(201)))).toBe(10101);
  expect(await send("room_unknown", text("a"))).toBe(10100);
});

test("a room that has ended takes no more messages", async ({ request, runtime }) => {
  const room = await openRoom(runtime, { status: "ended" });
  const answer = await request.post(imCallbackPath(runtime, command), { data: message(room.groupId, "somebody", text("late")) });
  expect((await answer.json()).ErrorCode).toBe(10100);
});

test("only groups of rooms can be joined", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const join = async (GroupId: string) => {
    const path = imCallbackPath(runtime, "Group.CallbackBeforeApplyJoinGroup");
    return (await (await request.post(path, { data: { GroupId, Requestor_Account: "a" } })).json()).ErrorCode;
  };
  expect(await join(room.groupId)).toBe(0);
  expect(await join("room_unknown")).toBe(10102);
});

test("people who join count once, and no more when they leave or lose the connection", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const call = (name: string, body: object) => request.post(imCallbackPath(runtime, name), { data: body });
  const list = (...ids: string[]) => ids.map((Member_Account) => ({ Member_Account }));
  const joined = { GroupId: room.groupId, NewMemberList: list("a1", "b2") };
  await call("Group.CallbackAfterNewMemberJoin", joined);
  await call("Group.CallbackAfterNewMemberJoin", joined); // Tencent may repeat it
  expect((await roomOf(request, room.id)).onlineCount).toBe(2);
  await call("Group.CallbackAfterMemberExit", { GroupId: room.groupId, ExitMemberList: list("a1") });
  expect((await roomOf(request, room.id)).onlineCount).toBe(1);
  await call("Group.CallbackOnMemberStateChange", { GroupId: room.groupId, EventType: "Offline", MemberList: list("b2") });
  expect((await roomOf(request, room.id)).onlineCount).toBe(0);
  await call("Group.CallbackAfterMemberExit", { GroupId: room.groupId, ExitMemberList: list("a1", "b2") });
  expect((await roomOf(request, room.id)).onlineCount).toBe(0);
});

test("people cannot write to each other past the rooms, nor make groups of their own", async ({ request, runtime }) => {
  const personal = { From_Account: "a", To_Account: "b", MsgBody: [text("psst")] };
  const answer = await request.post(imCallbackPath(runtime, "C2C.CallbackBeforeSendMsg"), { data: personal });
  expect((await answer.json()).ErrorCode).toBe(10102);
  const create = (path: string) => request.post(path, { data: { Operator_Account: "a", Type: "AVChatRoom", Name: "mine" } });
  expect((await (await create(imCallbackPath(runtime, "Group.CallbackBeforeCreateGroup"))).json()).ErrorCode).toBe(1);
  const own = imCallbackPath(runtime, "Group.CallbackBeforeCreateGroup", { OptPlatform: "RESTAPI" });
  expect((await (await create(own)).json()).ErrorCode).toBe(0);
});

test("a command that is not used is allowed", async ({ request, runtime }) => {
  const answer = await request.post(imCallbackPath(runtime, "Group.CallbackAfterGroupFull"), { data: {} });
  expect(await answer.json()).toEqual({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" });
});
