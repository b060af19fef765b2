import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { type Harness, startHarness, textBody } from "./harness";
import type { RawClient, RawItem } from "./raw-client";

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
  await soon(() => read).toMatchObject([{ MsgBody: textBody("fine") }]);
  await soon(() => harness.receiver.of(AFTER_SEND, groupId)).toHaveLength(1);
});

test("a discarded message looks sent to its sender, and nobody reads it", async () => {
  const { groupId, client, read } = await room();
  harness.receiver.answers.set(BEFORE_SEND, { ActionStatus: "OK", ErrorCode: 2, ErrorInfo: "" });
  expect(await client.send(groupId, "spam")).toMatchObject({ ErrorCode: 0 });
  harness.receiver.answers.delete(BEFORE_SEND);
  await client.send(groupId, "ham");
  await soon(() => read).toMatchObject([{ MsgBody: textBody("ham") }]);
  await soon(() => harness.receiver.of(AFTER_SEND, groupId)).toMatchObject([{ MsgBody: textBody("ham") }]);
});

for (const answer of ["hang", "garbage"] as const) {
  test(`a before-callback that ${answer === "hang" ? "does not answer in two seconds" : "answers no JSON"} lets the message through, and is not asked twice`, async () => {
    const { groupId, client, read } = await room();
    harness.receiver.answers.set(BEFORE_SEND, answer);
    expect(await sendCode(client, groupId)).toBe("0");
    await soon(() => read).toHaveLength(1);
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
  await soon(() => read).toHaveLength(2);
  await soon(() => harness.receiver.of(AFTER_SEND, groupId)).toMatchObject([{ Random: 2 }]);
  const before = harness.receiver.of(BEFORE_SEND, groupId);
  expect(before).toMatchObject([{ Random: 2, query: { OptPlatform: "RESTAPI" }, Operator_Account: "administrator" }]);
});

/** Makes the app think about a command until it is told to answer. */
function thinking(command: string): () => void {
  let answer = () => {};
  const answered = new Promise<{ ErrorCode: number }>((resolve) => {
    answer = () => resolve({ ErrorCode: 0 });
  });
  harness.receiver.answers.set(command, answered);
  return answer;
}

for (const [what, command, body, code] of [
  ["muted", "forbid_send_msg", { MuteTime: 60 }, "10017"],
  ["banned", "ban_group_member", { Duration: 60 }, "10007"],
] as const) {
  test(`a member who is ${what} while the app thinks about a message is not read any more`, async () => {
    const { groupId, client, read } = await room();
    const answer = thinking(BEFORE_SEND);
    const sending = sendCode(client, groupId, "too late");
    await soon(() => harness.receiver.of(BEFORE_SEND, groupId)).toHaveLength(1);
    const members = { GroupId: groupId, Members_Account: [client.userId] };
    expect(await harness.rest(`group_open_http_svc/${command}`, { ...members, ...body })).toMatchObject({ ErrorCode: 0 });
    answer();
    expect(await sending).toMatch(new RegExp(`^${code}`));
    const next = { GroupId: groupId, Random: 1, MsgBody: textBody("next") };
    await harness.rest("group_open_http_svc/send_group_msg", next);
    await soon(() => read).toMatchObject([{ MsgBody: textBody("next") }]);
  });
}

test("frozen, the emulator tells nobody what it decides meanwhile", async () => {
  const { groupId, client, read } = await room();
  const answer = thinking(BEFORE_SEND);
  let isAnswered = false;
  const sending = client.send(groupId, "later").then(() => {
    isAnswered = true;
  });
  await soon(() => harness.receiver.of(BEFORE_SEND, groupId)).toHaveLength(1);
  await harness.control("fault", { frozen: true });
  answer();
  await soon(() => harness.control("state")).toMatchObject({ load: { sent: 1 } });
  for (let round = 0; round < 5; round += 1) await harness.control("state");
  expect([isAnswered, read]).toEqual([false, []]);
  await harness.control("fault", { frozen: false });
  await sending;
  await soon(() => read).toMatchObject([{ MsgBody: textBody("later") }]);
});

test("a message sent just before its author left is read", async () => {
  const { groupId, client, read } = await room();
  const answer = thinking(BEFORE_SEND);
  const sending = sendCode(client, groupId, "goodbye");
  await soon(() => harness.receiver.of(BEFORE_SEND, groupId)).toHaveLength(1);
  await client.request("group_open_http_svc.quit_group", { GroupId: groupId });
  answer();
  expect(await sending).toBe("0");
  await soon(() => read).toMatchObject([{ MsgBody: textBody("goodbye") }]);
});

test("whoever is banned while the app thinks about letting them in stays out", async () => {
  const groupId = await harness.openGroup();
  const client = await harness.logIn();
  const answer = thinking("Group.CallbackBeforeApplyJoinGroup");
  const joining = expect(client.join(groupId)).rejects.toThrow("10007");
  await soon(() => harness.receiver.of("Group.CallbackBeforeApplyJoinGroup", groupId)).toHaveLength(1);
  const ban = { GroupId: groupId, Members_Account: [client.userId], Duration: 60 };
  await harness.rest("group_open_http_svc/ban_group_member", ban);
  answer();
  await joining;
  expect(await harness.control("state")).toMatchObject({ groups: [{ groupId, members: [] }] });
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
  await soon(() => harness.receiver.of("Group.CallbackAfterNewMemberJoin", groupId)).toMatchObject([
    { JoinType: "Apply", NewMemberList: [{ Member_Account: client.userId }], query: { OptPlatform: "Web" } },
  ]);
});
