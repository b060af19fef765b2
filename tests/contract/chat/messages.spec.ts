import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, startHarness, textBody } from "./harness";
import { openHostile } from "./hostile-socket";
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
  await soon(() => texts(items)).toEqual(["once", "next"]);
});

test("messages over the limit of a group look sent, and only the app hears that they were dropped", async () => {
  const busy = await startHarness({ messagesPerSecond: 5 });
  const groupId = await busy.openGroup();
  const reader = await busy.logIn();
  const items: RawItem[] = [];
  reader.onMessage((item) => items.push(item));
  await reader.join(groupId);
  const send = (Random: number) =>
    busy.rest("group_open_http_svc/send_group_msg", { GroupId: groupId, Random, MsgPriority: "Low", MsgBody: textBody("x") });
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => send(index)));
  const dropped = answers.filter((answer) => answer.MsgDropReason === "MsgFreqCtrl").length;
  expect(answers.every((answer) => answer.ErrorCode === 0)).toBe(true);
  expect(dropped).toBeGreaterThan(0);
  const { receiver } = busy;
  await soon(() => texts(items)).toHaveLength(60 - dropped);
  await soon(() => receiver.of("Group.CallbackSendMsgException", groupId)).toHaveLength(dropped);
  await soon(() => receiver.of("Group.CallbackAfterSendMsg", groupId)).toHaveLength(60 - dropped);
  expect(receiver.of("Group.CallbackBeforeSendMsg", groupId)).toHaveLength(60);
  await busy.close();
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

test("a message between two users that is sent again is read once", async () => {
  const [sender, receiver] = [await harness.logIn(), await harness.logIn()];
  const pushed: Record<string, unknown>[] = [];
  receiver.onPush((event) => pushed.push(event));
  const write = (MsgRandom: number) => {
    const body = { To_Account: receiver.userId, MsgSeq: 5, MsgRandom, MsgClientTime: 1_700_000_000, MsgBody: textBody("x") };
    return sender.request("openim.sendmsg", body);
  };
  const [first, again] = await Promise.all([write(1), write(1)]);
  expect(again).toEqual(first);
  await write(2);
  await soon(() => pushed.flatMap((event) => event.C2cMsgArray)).toMatchObject([{ MsgRandom: 1 }, { MsgRandom: 2 }]);
});

test("nobody loses the connection because of what another user sends", async () => {
  const own = await startHarness({ callback: null, messagesPerSecond: 2_000 });
  const [sender, receiver] = [await own.logIn(), await openHostile(own)];
  const userId = freshId("slow");
  await receiver.ask("im_open_status.wslogin", {}, { identifier: userId, usersig: own.sign(userId) });
  receiver.deafen();
  const write = (MsgRandom: number) =>
    sender.request("openim.sendmsg", { To_Account: userId, MsgRandom, MsgBody: textBody("x".repeat(7_500)) });
  const state = () => own.control<{ load: { cutUnread: number; bytesOut: number } }>("state");
  for (let round = 0; round < 40; round += 1) {
    await Promise.all(Array.from({ length: 40 }, (_, index) => write(round * 40 + index)));
  }
  expect(await state()).toMatchObject({ sockets: 2, load: { cutUnread: 0 } });
  receiver.end();
  await own.close();
});

test("names of prototypes in a message change nothing", async () => {
  const groupId = await harness.openGroup();
  const { client, items } = await joined(groupId);
  const element = '{"MsgType":"TIMTextElem","MsgContent":{"Text":"p","__proto__":{"polluted":1}},"__proto__":{"polluted":1}}';
  const send = { GroupId: groupId, Random: 77, MsgBody: [JSON.parse(element)] };
  expect(await client.request("group_open_http_svc.send_group_msg", send)).toMatchObject({ ErrorCode: 0 });
  await soon(() => texts(items)).toEqual(["p"]);
  expect(Reflect.get({}, "polluted")).toBeUndefined(); // the emulator runs in this process
});

test("a command the emulator does not imitate is refused aloud", async () => {
  const client = await harness.logIn();
  const answer = await client.request("openim.msg_modify", { To_Account: "someone" });
  expect(answer).toMatchObject({ ErrorCode: 60009, ErrorInfo: expect.stringContaining("openim.msg_modify") });
});

test("recall and paging of old messages do not exist in an AVChatRoom", async () => {
  const client = await harness.logIn();
  expect(await client.request("group_open_http_svc.group_msg_recall", {})).toMatchObject({ ErrorCode: 10033 });
  expect(await client.request("group_open_http_svc.group_msg_get", {})).toMatchObject({ ErrorCode: 10044 });
});

test("sixty readers who only poll get each message, in order", async () => {
  const groupId = await harness.openGroup();
  const readers = await Promise.all(Array.from({ length: 60 }, () => joined(groupId)));
  const speaker = readers[0]?.client;
  for (const text of ["1", "2", "3"]) await speaker?.send(groupId, text);
  await soon(() => readers.filter(({ items }) => texts(items).join() === "1,2,3").length).toBe(60);
  for (const { client } of readers) client.close();
});
