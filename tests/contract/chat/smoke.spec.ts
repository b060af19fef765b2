import { expect, test } from "@playwright/test";
import { type Harness, startHarness, textBody } from "./harness";
import type { RawItem } from "./raw-client";

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness();
});
test.afterAll(() => harness.close());

test("a message of one member reaches the others, with callbacks before and after it", async () => {
  const { receiver } = harness;
  const groupId = await harness.openGroup();
  const [sender, reader] = await Promise.all([harness.logIn(), harness.logIn()]);
  await sender.join(groupId);
  await reader.join(groupId);
  const items: RawItem[] = [];
  reader.onMessage((item) => items.push(item));

  const answer = await sender.send(groupId, "hello");
  await expect.poll(() => items.filter((item) => item.Event === 3)).toHaveLength(1);
  expect(items.find((item) => item.Event === 3)).toMatchObject({
    MsgSeq: answer.MsgSeq,
    From_Account: sender.userId,
    MsgBody: textBody("hello"),
  });
  await expect.poll(() => receiver.of("Group.CallbackAfterSendMsg", groupId)).toMatchObject([{ MsgSeq: answer.MsgSeq }]);
  expect(receiver.of("Group.CallbackBeforeSendMsg", groupId)).toMatchObject([{ From_Account: sender.userId }]);
  expect(receiver.of("Group.CallbackBeforeApplyJoinGroup", groupId)).toHaveLength(2);
});

test("a message of the app reaches the members", async () => {
  const groupId = await harness.openGroup();
  const reader = await harness.logIn();
  const items: RawItem[] = [];
  reader.onMessage((item) => items.push(item));
  await reader.join(groupId);
  const answer = await harness.rest("group_open_http_svc/send_group_msg", {
    GroupId: groupId,
    Random: 1,
    MsgBody: textBody("hi"),
  });
  expect(answer).toMatchObject({ ActionStatus: "OK", ErrorCode: 0 });
  await expect.poll(() => items.filter((item) => item.Event === 3)).toMatchObject([{ MsgSeq: answer.MsgSeq }]);
});
