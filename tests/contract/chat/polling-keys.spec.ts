import { expect, test } from "@playwright/test";
import { type Harness, startHarness, textBody } from "./harness";
import type { RawAnswer, RawItem } from "./raw-client";

const GROUP = "group_open_http_svc";
const POLL = "group_open_long_polling_http_svc.get_msg";

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness({ callback: null });
});
test.afterAll(() => harness.close());

/** A member that polls when the test says so. */
async function member(groupId: string) {
  const client = await harness.logIn();
  const joined: RawAnswer = await client.request(`${GROUP}.apply_join_group`, { GroupId: groupId });
  let StartSeq = Number(joined.StartSeq);
  const poll = async () => {
    const answer = await client.request(POLL, { Key: joined.LongPollingKey, StartSeq, HoldTime: 0 });
    StartSeq = Number(answer.NextSeq);
    return (answer.RspMsgList ?? []) as RawItem[];
  };
  return { client, poll };
}

const membersOf = async (groupId: string) => {
  const { groups } = await harness.control<{ groups: { groupId: string; members: string[] }[] }>("state");
  return groups.find((group) => group.groupId === groupId)?.members;
};

test("the key of a dismissed group opens no later group of the same name, and its holder hears of the end", async () => {
  const groupId = await harness.openGroup();
  const { poll } = await member(groupId);
  await harness.rest(`${GROUP}/destroy_group`, { GroupId: groupId });
  await harness.rest(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "again", GroupId: groupId });
  await harness.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("not for you") });
  const items = [...(await poll()), ...(await poll()), ...(await poll())];
  expect(items.filter((item) => item.Event === 3)).toEqual([]);
  expect(items.filter((item) => item.Event === 5)).toMatchObject([{ MsgBody: { ReportType: 5 } }]);
  expect(await membersOf(groupId)).toEqual([]);
});

test("the key of a member who was banned stays dead when the ban is lifted, until the next join", async () => {
  const groupId = await harness.openGroup();
  const { client, poll } = await member(groupId);
  const change = (command: string, body = {}) =>
    harness.rest(`${GROUP}/${command}`, { GroupId: groupId, Members_Account: [client.userId], ...body });
  await change("ban_group_member", { Duration: 60 });
  await change("unban_group_member");
  await harness.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("not yet") });
  expect(await poll()).toEqual([]);
  expect(await membersOf(groupId)).toEqual([]);
  await client.join(groupId);
  expect(await membersOf(groupId)).toEqual([client.userId]);
});
