import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, startHarness, textBody } from "./harness";

const GROUP = "group_open_http_svc";
const BEFORE_CREATE = "Group.CallbackBeforeCreateGroup";
const AFTER_SEND = "Group.CallbackAfterSendMsg";

test("the app is asked before a group is made, and hears of it afterwards", async () => {
  const harness = await startHarness();
  const owner = freshId("owner");
  await harness.openGroup(owner);
  const groupId = freshId("room");
  const create = () =>
    harness.rest(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "second", GroupId: groupId, Owner_Account: owner });
  harness.receiver.answers.set(BEFORE_CREATE, { ErrorCode: 1 });
  expect(await create()).toMatchObject({ ErrorCode: 10016 });
  harness.receiver.answers.set(BEFORE_CREATE, { ErrorCode: 10130, ErrorInfo: "one is enough" });
  expect(await create()).toMatchObject({ ErrorCode: 10130, ErrorInfo: "one is enough" });
  harness.receiver.answers.delete(BEFORE_CREATE);
  expect(await create()).toMatchObject({ ErrorCode: 0 });
  const asked = harness.receiver.received.filter((callback) => callback.CallbackCommand === BEFORE_CREATE).at(-1);
  expect(asked).toMatchObject({ Operator_Account: "administrator", Owner_Account: owner, Name: "second", CreateGroupNum: 1 });
  expect(asked).not.toHaveProperty("GroupId");
  await soon(() => harness.receiver.of("Group.CallbackAfterCreateGroup", groupId)).toMatchObject([
    { Owner_Account: owner, Type: "AVChatRoom", Name: "second", MemberList: [] },
  ]);
  await harness.close();
});

test("the app hears of changed texts alone, of attributes, and of the end of a group", async () => {
  const harness = await startHarness();
  const owner = freshId("owner");
  const groupId = await harness.openGroup(owner);
  const client = await harness.logIn(owner);
  await client.join(groupId);
  const change = { GroupId: groupId, Name: "room", Notification: "new", MuteAllMember: "On" };
  await harness.rest(`${GROUP}/modify_group_base_info`, change);
  await harness.rest(`${GROUP}/modify_group_base_info`, { GroupId: groupId, MuteAllMember: "Off" });
  await harness.rest(`${GROUP}/set_group_attr`, { GroupId: groupId, GroupAttr: [{ key: "a", value: "1" }] });
  await client.request("group_open_http_svc.modify_group_attr", { GroupId: groupId, GroupAttr: [{ key: "a", value: "2" }] });
  await harness.rest(`${GROUP}/delete_group_attr`, { GroupId: groupId, GroupAttr: [{ key: "a" }] });
  await harness.rest(`${GROUP}/clear_group_attr`, { GroupId: groupId });
  await harness.rest(`${GROUP}/destroy_group`, { GroupId: groupId });

  const { receiver } = harness;
  await soon(() => receiver.of("Group.CallbackAfterGroupDestroyed", groupId)).toMatchObject([
    { Owner_Account: owner, Name: "room", MemberList: [{ Member_Account: owner }] },
  ]);
  await soon(() => receiver.of("Group.CallbackAfterGroupAttrChanged", groupId)).toHaveLength(4);
  const attributes = receiver.of("Group.CallbackAfterGroupAttrChanged", groupId);
  const byType = Object.fromEntries(attributes.map((callback) => [callback.OptionType, callback]));
  expect(byType).toMatchObject({
    set: { GroupAttr: [{ key: "a", value: "1" }], Operator_Account: "administrator" },
    modify: { GroupAttr: [{ key: "a", value: "2" }], Operator_Account: owner, query: { OptPlatform: "Web" } },
    delete: { GroupAttr: [{ key: "a" }] },
    clear: { GroupAttr: [] },
  });
  const changes = receiver.of("Group.CallbackAfterGroupInfoChanged", groupId);
  expect(changes).toMatchObject([{ Notification: "new", EventTime: expect.any(Number) }]);
  expect(changes[0]).not.toHaveProperty("Name");
  await harness.close();
});

test("an after-callback that timed out is sent again when the application wants that, a before-callback never", async () => {
  const harness = await startHarness({ callbackTimeoutMs: 200, afterCallbackRetries: 2, callbackEventTime: "text" });
  const groupId = await harness.openGroup();
  for (const command of [AFTER_SEND, "Group.CallbackBeforeSendMsg"]) harness.receiver.answers.set(command, "hang");
  await harness.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("x") });
  await soon(() => harness.receiver.of(AFTER_SEND, groupId)).toHaveLength(3);
  const [first, second] = harness.receiver.of(AFTER_SEND, groupId);
  expect({ ...second, query: {} }).toEqual({ ...first, query: {} });
  expect(first?.EventTime).toMatch(/^\d{13}$/);
  expect(harness.receiver.of("Group.CallbackBeforeSendMsg", groupId)).toHaveLength(1);
  await soon(() => harness.control("state")).toMatchObject({ callbacks: { timeouts: 4, retries: 2 } });
  await harness.close();
});

test("callbacks are delayed and lost as a test orders, and the default decides when one is too late", async () => {
  const harness = await startHarness({ callbackTimeoutMs: 400, beforeSendDefault: "refuse" });
  const groupId = await harness.openGroup();
  let random = 0;
  const send = () => {
    random += 1;
    return harness.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: random, MsgBody: textBody("x") });
  };
  await harness.control("fault", { callbacks: { lose: ["Group.CallbackBeforeSendMsg"] } });
  expect(await send()).toMatchObject({ ErrorCode: 80003 });
  expect(harness.receiver.of("Group.CallbackBeforeSendMsg", groupId)).toEqual([]);
  await harness.control("fault", { callbacks: { delayMs: 1_000 } });
  expect(await send()).toMatchObject({ ErrorCode: 80003 });
  await harness.control("fault", { callbacks: { delayMs: 50 } });
  expect(await send()).toMatchObject({ ErrorCode: 0 });
  expect(harness.receiver.of("Group.CallbackBeforeSendMsg", groupId)).toHaveLength(1);
  await harness.close();
});

test("a member who is banned is an exit for the app, somebody who is not there is none", async () => {
  const harness = await startHarness();
  const groupId = await harness.openGroup();
  const client = await harness.logIn();
  await client.join(groupId);
  const ban = { GroupId: groupId, Members_Account: [client.userId, "elsewhere"], Duration: 60 };
  await harness.rest(`${GROUP}/ban_group_member`, ban);
  await soon(() => harness.receiver.of("Group.CallbackAfterMemberExit", groupId)).toMatchObject([
    { ExitType: "Kicked", ExitMemberList: [{ Member_Account: client.userId }] },
  ]);
  await harness.close();
});

test("only the callbacks the application ticked are sent", async () => {
  const harness = await startHarness({ callbackCommands: ["Group.CallbackAfterSendMsg"] });
  const groupId = await harness.openGroup();
  await harness.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("x") });
  await harness.rest(`${GROUP}/destroy_group`, { GroupId: groupId });
  await soon(() => harness.receiver.received.map((callback) => callback.CallbackCommand)).toEqual([AFTER_SEND]);
  expect(await harness.control("state")).toMatchObject({ callbacks: { before: 0, after: 1 }, load: { sent: 1 } });
  await harness.close();
});

test("the app decides about messages between two users, with codes of their own range", async () => {
  const harness = await startHarness();
  const [sender, receiver] = [await harness.logIn(), await harness.logIn()];
  const pushed: Record<string, unknown>[] = [];
  receiver.onPush((event) => pushed.push(event));
  let random = 0;
  const write = (text: string) => {
    random += 1;
    return sender.request("openim.sendmsg", { To_Account: receiver.userId, MsgRandom: random, MsgBody: textBody(text) });
  };
  harness.receiver.answers.set("C2C.CallbackBeforeSendMsg", { ErrorCode: 1 });
  expect(await write("no")).toMatchObject({ ErrorCode: 20006 });
  harness.receiver.answers.set("C2C.CallbackBeforeSendMsg", { ErrorCode: 120_001, ErrorInfo: "friends only" });
  expect(await write("no")).toMatchObject({ ErrorCode: 120_001, ErrorInfo: "friends only" });
  harness.receiver.answers.set("C2C.CallbackBeforeSendMsg", { ErrorCode: 0, MsgBody: textBody("****") });
  expect(await write("damn")).toMatchObject({ ErrorCode: 0 });
  await soon(() => pushed).toMatchObject([{ Event: 1, C2cMsgArray: [{ MsgBody: textBody("****") }] }]);
  const told = () => harness.receiver.received.filter((callback) => callback.CallbackCommand === "C2C.CallbackAfterSendMsg");
  const fields = { From_Account: sender.userId, To_Account: receiver.userId, MsgBody: textBody("****"), SendMsgResult: 0 };
  await soon(told).toMatchObject([fields]);
  expect(await sender.request("openim.sendmsg", { To_Account: "nobody", MsgRandom: 9, MsgBody: textBody("x") })).toMatchObject({
    ErrorCode: 20003,
  });
  await harness.close();
});
