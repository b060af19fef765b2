import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, startHarness, textBody } from "./harness";
import type { RawClient, RawItem } from "./raw-client";
import { SdkProcess } from "./sdk-process";

const POLL = "group_open_long_polling_http_svc.get_msg";

interface Load {
  pushed: number;
  polled: number;
  presenceTipsDropped: number;
  overLimit: Record<string, number>;
}
const load = async (harness: Harness) => (await harness.control<{ load: Load }>("state")).load;
const textOf = (item: RawItem) => (item.MsgBody as ReturnType<typeof textBody>)[0]?.MsgContent.Text ?? "";

test("the unmodified SDK shows each message of a flooded room once and in order, most of them by push", async () => {
  const harness = await startHarness({ callback: null, messagesPerSecond: 400 });
  const sdks = await SdkProcess.start();
  const groupId = await harness.openGroup();
  const connection = { ready: { proxyServer: harness.ready.proxyServer }, sign: harness.sign };
  const copies = await Promise.all([sdks.open(connection), sdks.open(connection, { unlimitedAVChatRoom: true })]);
  for (const sdk of copies) {
    await sdk.logIn(freshId("sdk"));
    await sdk.join(groupId);
  }
  const speaker = await harness.logIn();
  await speaker.join(groupId);
  const sent = Array.from({ length: 300 }, (_, index) => `m${index}`);
  for (const text of sent) await Promise.all([speaker.send(groupId, text), new Promise((resolve) => setTimeout(resolve, 5))]);
  for (const sdk of copies) {
    await soon(async () => (await sdk.texts()).length).toBeGreaterThanOrEqual(sent.length);
    expect(await sdk.texts()).toEqual(sent);
  }
  expect((await load(harness)).pushed).toBeGreaterThan(300);
  await sdks.close();
  await harness.close();
});

test("messages that wait together reach a room of three hundred in few frames, all of them", async () => {
  const harness = await startHarness({ callback: null, messagesPerSecond: 1_000 });
  const groupId = await harness.openGroup();
  const readers = await Promise.all(Array.from({ length: 300 }, () => pushReader(harness, groupId)));
  const speaker = await harness.logIn();
  await speaker.join(groupId);
  await Promise.all(Array.from({ length: 50 }, (_, index) => speaker.send(groupId, `m${index}`)));
  await soon(() => readers.filter(({ texts }) => texts.length === 50).length).toBe(300);
  const [first] = readers;
  expect(readers.every(({ texts }) => texts.join() === first?.texts.join())).toBe(true);
  expect(new Set(first?.texts).size).toBe(50);
  expect(Math.max(...readers.map((reader) => reader.frames))).toBeLessThan(40);
  expect((await load(harness)).presenceTipsDropped).toBeGreaterThan(0);
  await harness.close();
});

/** A member that takes pushes and holds one poll, as the SDK between two of its polls. */
async function pushReader(harness: Harness, groupId: string) {
  const client = await harness.logIn();
  const reader = { client, texts: [] as string[], frames: 0 };
  const take = (items: unknown) => {
    if (Array.isArray(items)) for (const item of items as RawItem[]) if (item.Event === 3) reader.texts.push(textOf(item));
  };
  client.onPush((event) => {
    if (event.GroupMsgArray) reader.frames += 1;
    take(event.GroupMsgArray);
  });
  const joined = await client.request("group_open_http_svc.apply_join_group", { GroupId: groupId });
  void keepPolling(client, String(joined.LongPollingKey), Number(joined.StartSeq), take);
  return reader;
}

async function keepPolling(client: RawClient, Key: string, startSeq: number, take: (items: unknown) => void): Promise<void> {
  for (let StartSeq = startSeq; ; ) {
    const answer = await client.request(POLL, { USP: 1, Key, StartSeq, HoldTime: 90 });
    StartSeq = Number(answer.NextSeq);
    take(answer.RspMsgList);
  }
}

test("beyond the limit the important messages are read, and the app learns of each that is lost", async () => {
  const harness = await startHarness({ messagesPerSecond: 20 });
  const { receiver } = harness;
  const groupId = await harness.openGroup();
  const reader = await harness.logIn();
  const items: RawItem[] = [];
  reader.onMessage((item) => item.Event === 3 && items.push(item));
  await reader.join(groupId);
  const priorities = Array.from({ length: 90 }, (_, index) => (index % 9 === 8 ? "High" : index % 2 ? "Low" : "Normal"));
  const send = (MsgPriority: string, Random: number) =>
    harness.rest("group_open_http_svc/send_group_msg", { GroupId: groupId, Random, MsgPriority, MsgBody: textBody("x") });
  const answers = await Promise.all(priorities.map(send));
  expect(answers.every((answer) => answer.ErrorCode === 0)).toBe(true);
  const dropped = priorities.filter((_, index) => answers[index]?.MsgDropReason === "MsgFreqCtrl");
  expect(dropped.length).toBeGreaterThan(0);
  expect(dropped).not.toContain("High");
  await soon(() => items).toHaveLength(90 - dropped.length);
  expect(receiver.of("Group.CallbackBeforeSendMsg", groupId)).toHaveLength(90);
  await soon(() => receiver.of("Group.CallbackSendMsgException", groupId)).toHaveLength(dropped.length);
  expect(receiver.of("Group.CallbackSendMsgException", groupId).every((callback) => callback.ErrorCode === 10_023)).toBe(true);
  await soon(() => receiver.of("Group.CallbackAfterSendMsg", groupId)).toHaveLength(90 - dropped.length);
  const { overLimit } = await load(harness);
  expect(Object.values(overLimit).reduce((sum, count) => sum + count, 0)).toBe(dropped.length);
  await harness.close();
});

test("a member whose message was dropped is told success, and system notifications are never dropped", async () => {
  const harness = await startHarness({ callback: null, messagesPerSecond: 1 });
  const groupId = await harness.openGroup();
  const member = await harness.logIn();
  const notices: RawItem[] = [];
  member.onMessage((item) => item.Event === 5 && notices.push(item));
  await member.join(groupId);
  const sent = await Promise.all(Array.from({ length: 10 }, (_, index) => member.send(groupId, `m${index}`)));
  expect(sent.every((answer) => answer.ErrorCode === 0 && Number(answer.MsgSeq) > 0)).toBe(true);
  const { overLimit } = await load(harness);
  expect(overLimit.Normal).toBeGreaterThan(0);
  const notify = (index: number) =>
    harness.rest("group_open_http_svc/send_group_system_notification", { GroupId: groupId, Content: `n${index}` });
  await Promise.all(Array.from({ length: 10 }, (_, index) => notify(index)));
  await soon(() => notices).toHaveLength(10);
  await harness.close();
});
