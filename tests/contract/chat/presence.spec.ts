import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, SDK_APP_ID, startHarness } from "./harness";
import { connectRawClient } from "./raw-client";

let harness: Harness;
test.beforeEach(async () => {
  harness = await startHarness({ graceMs: 100, holdMs: 200 });
});
test.afterEach(() => harness.close());

const online = async (groupId: string) =>
  (await harness.rest("group_open_http_svc/get_online_member_num", { GroupId: groupId })).OnlineMemberNum;
const actions = (userId: string) =>
  harness.receiver.received
    .filter((callback) => callback.CallbackCommand === "State.StateChange")
    .map((callback) => callback.Info as { To_Account: string; Action: string; Reason: string })
    .filter((info) => info.To_Account === userId)
    .map((info) => `${info.Action} ${info.Reason}`);

test("a member whose socket is lost is offline, not an exit", async () => {
  const groupId = await harness.openGroup();
  const client = await harness.logIn();
  await client.join(groupId);
  expect(await online(groupId)).toBe(1);
  client.close();
  await soon(() => harness.receiver.of("Group.CallbackOnMemberStateChange", groupId)).toMatchObject([
    { EventType: "Offline", MemberList: [{ Member_Account: client.userId }] },
  ]);
  expect(await online(groupId)).toBe(0);
  expect(harness.receiver.of("Group.CallbackAfterMemberExit", groupId)).toEqual([]);
  await soon(() => actions(client.userId)).toEqual(["Login Register", "Disconnect LinkClose"]);
});

test("an edition without the list of members does not report who is offline", async () => {
  const small = await startHarness({ graceMs: 100, abilities: [] });
  const groupId = await small.openGroup();
  const client = await small.logIn();
  await client.join(groupId);
  client.close();
  const commands = () =>
    small.receiver.received.map((callback) => `${callback.CallbackCommand} ${JSON.stringify(callback.Info)}`);
  await soon(async () => (await small.control<{ onlineUsers: string[] }>("state")).onlineUsers).toEqual([]);
  await soon(() => commands().join()).toContain("Disconnect");
  expect(small.receiver.of("Group.CallbackOnMemberStateChange", groupId)).toEqual([]);
  await small.close();
});

test("a member whose polls arrive again is online again, without a second join", async () => {
  const groupId = await harness.openGroup();
  const userId = freshId("user");
  const options = { url: harness.ready.proxyServer, sdkAppId: SDK_APP_ID, userId, userSig: harness.sign(userId) };
  const first = await connectRawClient(options);
  const login = await first.request("im_open_status.wslogin", {});
  const a2 = { a2: String(login.A2Key), status_instid: Number(login.InstId) };
  const joined = await first.request("group_open_http_svc.apply_join_group", { GroupId: groupId }, a2);
  first.close();
  await soon(() => online(groupId)).toBe(0);

  const second = await connectRawClient(options);
  // Like the SDK: the polls that were pending come before the new login.
  await second.request("group_open_long_polling_http_svc.get_msg", { Key: joined.LongPollingKey, StartSeq: joined.StartSeq }, a2);
  expect(await online(groupId)).toBe(1);
  await soon(() =>
    harness.receiver.of("Group.CallbackOnMemberStateChange", groupId).map((callback) => callback.EventType),
  ).toEqual(["Offline", "Online"]);
  expect(harness.receiver.of("Group.CallbackAfterNewMemberJoin", groupId)).toHaveLength(1);
  second.close();
});

test("one tab that quits does not take the other tab of the user out of the group", async () => {
  const tabs = await startHarness({ multiLogin: true });
  const groupId = await tabs.openGroup();
  const userId = freshId("tabs");
  const [first, second] = [await tabs.logIn(userId), await tabs.logIn(userId)];
  await first.join(groupId);
  await second.join(groupId);
  expect(await first.request("group_open_http_svc.quit_group", { GroupId: groupId })).toMatchObject({ ErrorCode: 0 });
  expect(await second.send(groupId, "still here")).toMatchObject({ ErrorCode: 0 });
  expect(tabs.receiver.of("Group.CallbackAfterMemberExit", groupId)).toEqual([]);
  await second.request("group_open_http_svc.quit_group", { GroupId: groupId });
  await soon(() => tabs.receiver.of("Group.CallbackAfterMemberExit", groupId)).toHaveLength(1);
  await tabs.close();
});

test("a socket that says nothing is cut", async () => {
  const impatient = await startHarness({ silenceMs: 300 });
  const client = await impatient.logIn();
  await client.closed;
  await impatient.close();
});

test("a logout is reported, and its login ticket is void", async () => {
  const client = await harness.logIn();
  expect(await client.request("im_open_status.wslogout", {})).toMatchObject({ ErrorCode: 0 });
  await soon(() => actions(client.userId)).toEqual(["Login Register", "Logout Unregister"]);
  expect(await client.request("im_open_status.wshello", {})).toMatchObject({ ErrorCode: 70101 });
});

test("a login that pushes out another says so to the app, and connections and bytes are counted", async () => {
  const first = await harness.logIn();
  await harness.logIn(first.userId);
  const logins = () =>
    harness.receiver.received.filter(
      ({ CallbackCommand, Info }) =>
        CallbackCommand === "State.StateChange" && (Info as { To_Account: string }).To_Account === first.userId,
    );
  await soon(() => logins().map(({ KickedDevice }) => KickedDevice)).toEqual([undefined, [{ Platform: "Web" }]]);
  const { load } = await harness.control<{ load: Record<string, number> }>("state");
  expect(load).toMatchObject({ connections: 2 });
  expect(Math.min(load.bytesIn ?? 0, load.bytesOut ?? 0)).toBeGreaterThan(200);
});

test("the owner of a group may not quit it", async () => {
  const owner = await harness.logIn();
  const groupId = await harness.openGroup(owner.userId);
  await owner.join(groupId);
  expect(await owner.request("group_open_http_svc.quit_group", { GroupId: groupId })).toMatchObject({ ErrorCode: 10009 });
});

test("the online state of an account follows its sockets", async () => {
  const client = await harness.logIn();
  const query = { To_Account: [client.userId, "nobody"] };
  expect(await harness.rest("openim/query_online_status", query)).toMatchObject({
    QueryResult: [{ To_Account: client.userId, State: "Online" }],
    ErrorList: [{ To_Account: "nobody", ErrorCode: 70107 }],
  });
  client.close();
  await soon(() => harness.rest("openim/query_online_status", query)).toMatchObject({ QueryResult: [{ State: "Offline" }] });
});

test("someone who was kicked by another login is told once more on return, and does not kick the newer one", async () => {
  const userId = freshId("user");
  const first = await harness.logIn(userId);
  const a2 = first.identity();
  const second = await harness.logIn(userId);
  await soon(() => harness.control("state")).toMatchObject({ onlineUsers: [userId] });
  first.close();
  const options = { url: harness.ready.proxyServer, sdkAppId: SDK_APP_ID, userId, userSig: harness.sign(userId) };
  const back = await connectRawClient(options);
  const pushed: unknown[] = [];
  back.onPush((event) => pushed.push(event));
  expect(await back.request("im_open_status.wslogin", {}, a2)).toMatchObject({ ErrorCode: 70101 });
  await back.request("im_open_status.wshello", {}, a2);
  expect(pushed).toMatchObject([{ C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: 1 } }] }]);
  expect(await second.request("im_open_status.wshello", {})).toMatchObject({ ErrorCode: 0 });
  back.close();
});
