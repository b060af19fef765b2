import { expect, test } from "@playwright/test";
import { type Harness, startHarness, textBody } from "./harness";
import type { RawItem } from "./raw-client";

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness();
});
test.afterAll(() => harness.close());

const texts = (items: RawItem[]) =>
  items.filter((item) => item.Event === 3).map((item) => (item.MsgBody as ReturnType<typeof textBody>)[0]?.MsgContent.Text);

async function joined(groupId: string) {
  const client = await harness.logIn();
  const items: RawItem[] = [];
  client.onMessage((item) => items.push(item));
  await client.join(groupId);
  return { client, items };
}

test("a message sent again with the same identity is answered the same and read once", async () => {
  const groupId = await harness.openGroup();
  const { client, items } = await joined(groupId);
  const body = {
    GroupId: groupId,
    Random: 42,
    ClientSeq: 7,
    MsgClientTime: 1_700_000_000,
    MsgPriority: "Normal",
    MsgBody: textBody("once"),
  };
  const [first, again] = await Promise.all([
    client.request("group_open_http_svc.send_group_msg", body),
    client.request("group_open_http_svc.send_group_msg", body),
  ]);
  expect(again).toEqual(first);
  await client.send(groupId, "next");
  await expect.poll(() => texts(items)).toEqual(["once", "next"]);
});

test("over forty messages in a second the important ones pass and the app hears of the others", async () => {
  const groupId = await harness.openGroup();
  const { items } = await joined(groupId);
  await harness.control("clock", { offsetMs: 1_000 - (Date.now() % 1_000) }); // a second has just begun
  const send = (Random: number, MsgPriority: string) =>
    harness.rest("group_open_http_svc/send_group_msg", {
      GroupId: groupId,
      Random,
      MsgPriority,
      MsgBody: textBody(`${MsgPriority}`),
    });
  const answers = await Promise.all([
    ...Array.from({ length: 60 }, (_, index) => send(index, "Low")),
    ...Array.from({ length: 10 }, (_, index) => send(100 + index, "High")),
  ]);
  await harness.control("clock", { offsetMs: 0 });
  const dropped = answers.filter((answer) => answer.MsgDropReason === "MsgFreqCtrl");
  expect(answers.every((answer) => answer.ErrorCode === 0)).toBe(true);
  expect(dropped.length).toBeGreaterThan(0);
  await expect.poll(() => texts(items)).toHaveLength(70 - dropped.length);
  await expect.poll(() => harness.receiver.of("Group.CallbackSendMsgException", groupId)).toHaveLength(dropped.length);
  expect(harness.receiver.of("Group.CallbackBeforeSendMsg", groupId)).toHaveLength(70);
  await expect.poll(() => harness.receiver.of("Group.CallbackAfterSendMsg", groupId)).toHaveLength(70 - dropped.length);
});

test("a message over 8000 bytes is refused", async () => {
  const groupId = await harness.openGroup();
  const { client } = await joined(groupId);
  await expect(client.send(groupId, "あ".repeat(2_700))).rejects.toThrow("80002");
});

test("someone outside the group cannot speak in it, and a group that is not there is 10010", async () => {
  const client = await harness.logIn();
  await expect(client.send(await harness.openGroup(), "x")).rejects.toThrow("10007");
  await expect(client.send("no-such-group", "x")).rejects.toThrow("10010");
});

test("a write over an attribute someone else changed is refused", async () => {
  const groupId = await harness.openGroup();
  const { client } = await joined(groupId);
  await harness.rest("group_open_http_svc/modify_group_attr", { GroupId: groupId, GroupAttr: [{ key: "title", value: "a" }] });
  const write = { GroupId: groupId, GroupAttr: [{ key: "title", value: "b", seq: 0 }], AttrControl: ["RaceConflict"] };
  expect(await client.request("group_open_http_svc.modify_group_attr", write)).toMatchObject({ ErrorCode: 10056 });
});

test("a command the emulator does not imitate is refused aloud", async () => {
  const client = await harness.logIn();
  const answer = await client.request("openim.sendmsg", { To_Account: "someone" });
  expect(answer).toMatchObject({ ErrorCode: 60009, ErrorInfo: expect.stringContaining("openim.sendmsg") });
});

test("recall and paging of old messages do not exist in an AVChatRoom", async () => {
  const client = await harness.logIn();
  expect(await client.request("group_open_http_svc.group_msg_recall", {})).toMatchObject({ ErrorCode: 10033 });
  expect(await client.request("group_open_http_svc.group_msg_get", {})).toMatchObject({ ErrorCode: 10044 });
});

test("two hundred readers get a message, in order", async () => {
  const groupId = await harness.openGroup();
  const readers = await Promise.all(Array.from({ length: 200 }, () => joined(groupId)));
  const speaker = readers[0]?.client;
  for (const text of ["1", "2", "3"]) await speaker?.send(groupId, text);
  await expect.poll(() => readers.filter(({ items }) => texts(items).join() === "1,2,3").length).toBe(200);
  for (const { client } of readers) client.close();
});
