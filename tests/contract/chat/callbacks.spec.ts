import { expect, test } from "@playwright/test";
import { type Harness, startHarness, textBody } from "./harness";
import type { RawClient, RawItem } from "./raw-client";
import { SdkTab, serveSdk } from "./sdk-page";

const BEFORE_SEND = "Group.CallbackBeforeSendMsg";
const AFTER_SEND = "Group.CallbackAfterSendMsg";

let harness: Harness;
test.beforeEach(async () => {
  harness = await startHarness();
});
test.afterEach(() => harness.close());

/** A group with one member who remembers the messages it reads. */
async function room() {
  const groupId = await harness.openGroup();
  const client = await harness.logIn();
  await client.join(groupId);
  const reader = await harness.logIn();
  const read: RawItem[] = [];
  reader.onMessage((item) => item.Event === 3 && read.push(item));
  await reader.join(groupId);
  return { groupId, client, read };
}

async function sendCode(client: RawClient, groupId: string, text = "x"): Promise<string> {
  return client.send(groupId, text).then(
    (answer) => String(answer.ErrorCode),
    (error: Error) => error.message,
  );
}

test("the app can refuse a message with the general code or with its own code and text", async () => {
  const { groupId, client, read } = await room();
  harness.receiver.answers.set(BEFORE_SEND, { ActionStatus: "OK", ErrorCode: 1, ErrorInfo: "no" });
  expect(await sendCode(client, groupId)).toMatch(/^10016 /);
  harness.receiver.answers.set(BEFORE_SEND, { ActionStatus: "OK", ErrorCode: 10150, ErrorInfo: "slow down" });
  expect(await sendCode(client, groupId)).toBe("10150 slow down");
  harness.receiver.answers.delete(BEFORE_SEND);
  expect(await sendCode(client, groupId, "fine")).toBe("0");
  await expect.poll(() => read).toMatchObject([{ MsgBody: textBody("fine") }]);
  await expect.poll(() => harness.receiver.of(AFTER_SEND, groupId)).toHaveLength(1);
});

test("a discarded message looks sent to its sender, and nobody reads it", async () => {
  const { groupId, client, read } = await room();
  harness.receiver.answers.set(BEFORE_SEND, { ActionStatus: "OK", ErrorCode: 2, ErrorInfo: "" });
  expect(await client.send(groupId, "spam")).toMatchObject({ ErrorCode: 0 });
  harness.receiver.answers.delete(BEFORE_SEND);
  await client.send(groupId, "ham");
  await expect.poll(() => read).toMatchObject([{ MsgBody: textBody("ham") }]);
  await expect.poll(() => harness.receiver.of(AFTER_SEND, groupId)).toMatchObject([{ MsgBody: textBody("ham") }]);
});

test("a message the app rewrote is read in its new words, and its author's SDK is told", async ({ browser }) => {
  const { groupId, read } = await room();
  const site = await serveSdk();
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn("author");
  await tab.join(groupId);
  const rewritten = { ErrorCode: 0, MsgBody: textBody("****"), CloudCustomData: "checked" };
  harness.receiver.answers.set(BEFORE_SEND, rewritten);
  expect(await tab.send("Text", groupId, { text: "damn" })).toMatchObject({ code: 0 });
  await expect.poll(() => read).toMatchObject([{ MsgBody: textBody("****"), CloudCustomData: "checked" }]);
  await expect
    .poll(async () => (await tab.events("onMessageModified")).flatMap((event) => event.data))
    .toMatchObject([{ payload: { text: "****" } }]);
  site.close();
});

for (const answer of ["hang", "garbage"] as const) {
  test(`a before-callback that ${answer === "hang" ? "does not answer in two seconds" : "answers no JSON"} lets the message through, and is not asked twice`, async () => {
    const { groupId, client, read } = await room();
    harness.receiver.answers.set(BEFORE_SEND, answer);
    expect(await sendCode(client, groupId)).toBe("0");
    await expect.poll(() => read).toHaveLength(1);
    expect(harness.receiver.of(BEFORE_SEND, groupId)).toHaveLength(1);
  });
}

test("an application that refuses by default answers 80003 when its callback is down", async () => {
  const strict = await startHarness({ beforeSendDefault: "refuse" });
  const groupId = await strict.openGroup();
  const client = await strict.logIn();
  await client.join(groupId);
  await strict.control("fault", { callbackDown: true });
  expect(await sendCode(client, groupId)).toMatch(/^80003 /);
  await strict.control("fault", { callbackDown: false });
  expect(await sendCode(client, groupId)).toBe("0");
  const { callbacks } = await strict.control<{ callbacks: { command: string; outcome: string }[] }>("callbacks");
  expect(callbacks.filter((call) => call.command === BEFORE_SEND).map((call) => call.outcome)).toEqual([
    "callbackDown fault",
    "answered",
  ]);
  await strict.close();
});

test("the app can forbid the callbacks of its own message", async () => {
  const { groupId, read } = await room();
  const send = (Random: number, ForbidCallbackControl: string[]) =>
    harness.rest("group_open_http_svc/send_group_msg", {
      GroupId: groupId,
      Random,
      MsgBody: textBody("x"),
      ForbidCallbackControl,
    });
  await send(1, ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"]);
  await send(2, []);
  await expect.poll(() => read).toHaveLength(2);
  await expect.poll(() => harness.receiver.of(AFTER_SEND, groupId)).toMatchObject([{ Random: 2 }]);
  const before = harness.receiver.of(BEFORE_SEND, groupId);
  expect(before).toMatchObject([{ Random: 2, query: { OptPlatform: "RESTAPI" }, Operator_Account: "administrator" }]);
});

test("the app can keep someone out of a group", async () => {
  const groupId = await harness.openGroup();
  const client = await harness.logIn();
  harness.receiver.answers.set("Group.CallbackBeforeApplyJoinGroup", { ErrorCode: 10120, ErrorInfo: "members only" });
  await expect(client.join(groupId)).rejects.toThrow("10120 members only");
  harness.receiver.answers.set("Group.CallbackBeforeApplyJoinGroup", { ErrorCode: 1 });
  await expect(client.join(groupId)).rejects.toThrow("10016");
  harness.receiver.answers.delete("Group.CallbackBeforeApplyJoinGroup");
  await client.join(groupId);
  await expect
    .poll(() => harness.receiver.of("Group.CallbackAfterNewMemberJoin", groupId))
    .toMatchObject([{ JoinType: "Apply", NewMemberList: [{ Member_Account: client.userId }], query: { OptPlatform: "Web" } }]);
});
