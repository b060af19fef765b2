import { expect, test } from "@playwright/test";
import { freshId, type Harness, startHarness, textBody } from "./harness";
import { SdkTab, serveSdk } from "./sdk-page";

let harness: Harness;
let site: Awaited<ReturnType<typeof serveSdk>>;

test.beforeAll(async () => {
  [harness, site] = await Promise.all([startHarness(), serveSdk()]);
});
test.afterAll(async () => {
  site.close();
  await harness.close();
});

test("the unmodified SDK logs in, joins, and two members read each other's messages with nick and picture", async ({
  browser,
}) => {
  const groupId = await harness.openGroup();
  const [alice, bob] = [freshId("alice"), freshId("bob")];
  await harness.rest("im_open_login_svc/account_import", { UserID: alice, Nick: "Alice", FaceUrl: "https://pic/a" });
  const [first, second] = await Promise.all([SdkTab.open(browser, site.url, harness), SdkTab.open(browser, site.url, harness)]);
  await Promise.all([first.logIn(alice), second.logIn(bob)]);
  expect(await first.join(groupId)).toMatchObject({ code: 0, data: { status: "JoinedSuccess" } });
  expect(await second.join(groupId)).toMatchObject({ code: 0 });

  const sent = await first.send("Text", groupId, { text: "こんにちは" }, "High");
  expect(sent).toMatchObject({ code: 0, data: { message: { status: "success" } } });
  await first.send("Custom", groupId, { data: "gift", description: "rose", extension: "1" });
  await first.send("Face", groupId, { index: 1, data: "smile" });

  await expect.poll(() => second.messages()).toHaveLength(3);
  const [text, custom, face] = await second.messages();
  expect(text).toMatchObject({
    from: alice,
    nick: "Alice",
    avatar: "https://pic/a",
    priority: "High",
    flow: "in",
    type: "TIMTextElem",
  });
  expect(text.payload.text).toBe("こんにちは");
  expect(custom.payload).toMatchObject({ data: "gift", description: "rose", extension: "1" });
  expect(face.payload).toMatchObject({ index: 1, data: "smile" });
  expect(await first.messages()).toEqual([]);
  await expect.poll(async () => (await first.notices()).map((tip) => tip.payload.userIDList)).toContainEqual([bob]);
});

test("someone who has not logged in reads messages, notices and the online count", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const guest = await SdkTab.open(browser, site.url, harness);
  expect(await guest.join(groupId)).toMatchObject({ code: 0 });
  const member = await harness.logIn();
  await member.join(groupId);
  await member.send(groupId, "hello guest");
  await expect.poll(() => guest.messages()).toMatchObject([{ from: member.userId, payload: { text: "hello guest" } }]);
  expect(await guest.call("getGroupOnlineMemberCount", groupId)).toMatchObject({ code: 0, data: { memberCount: 1 } });
});

test("a newcomer gets the last twenty messages, oldest first", async ({ browser }) => {
  const groupId = await harness.openGroup();
  for (let index = 1; index <= 22; index += 1) {
    await harness.rest("group_open_http_svc/send_group_msg", { GroupId: groupId, Random: index, MsgBody: textBody(`m${index}`) });
  }
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(freshId("late"));
  await tab.join(groupId);
  await expect.poll(async () => (await tab.messages()).map((message) => message.payload.text)).toHaveLength(20);
  const texts = (await tab.messages()).map((message) => message.payload.text);
  expect(texts).toEqual(Array.from({ length: 20 }, (_, index) => `m${index + 3}`));
});

test("a system notification and a broadcast of the app reach a member", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(freshId("viewer"));
  await tab.join(groupId);
  await harness.rest("group_open_http_svc/send_group_system_notification", { GroupId: groupId, Content: "maintenance" });
  await expect.poll(async () => (await tab.notices()).map((notice) => notice.payload.userDefinedField)).toContain("maintenance");
  expect(await harness.rest("group_open_http_svc/send_broadcast_msg", { Random: 7, MsgBody: textBody("to all") })).toMatchObject({
    ErrorCode: 0,
  });
  await expect.poll(() => tab.messages()).toMatchObject([{ isBroadcastMessage: true, payload: { text: "to all" } }]);
});

test("attributes written by a member or by the app arrive at the other members", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const [writer, reader] = await Promise.all([SdkTab.open(browser, site.url, harness), SdkTab.open(browser, site.url, harness)]);
  await Promise.all([writer.logIn(freshId("w")), reader.logIn(freshId("r"))]);
  await Promise.all([writer.join(groupId), reader.join(groupId)]);
  await reader.call("getGroupAttributes", { groupID: groupId, keyList: [] });
  expect(
    await writer.call("initGroupAttributes", { groupID: groupId, groupAttributes: { title: "one", topic: "x" } }),
  ).toMatchObject({
    code: 0,
  });
  await expect
    .poll(async () => (await reader.events("groupAttributesUpdated")).at(-1)?.data.groupAttributes)
    .toEqual({ title: "one", topic: "x" });
  await harness.rest("group_open_http_svc/modify_group_attr", { GroupId: groupId, GroupAttr: [{ key: "title", value: "two" }] });
  await expect
    .poll(async () => (await reader.events("groupAttributesUpdated")).at(-1)?.data.groupAttributes)
    .toEqual({ title: "two", topic: "x" });
  expect(await writer.call("deleteGroupAttributes", { groupID: groupId, keyList: ["topic"] })).toMatchObject({ code: 0 });
  await expect
    .poll(async () => (await reader.events("groupAttributesUpdated")).at(-1)?.data.groupAttributes)
    .toEqual({ title: "two" });
  const stored = await harness.rest("group_open_attr_http_svc/get_group_attr", { GroupId: groupId });
  expect(stored.GroupAttrAry).toMatchObject([{ key: "title", value: "two" }]);
});

test("counters count, and their changes arrive", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(freshId("c"));
  await tab.join(groupId);
  expect(await tab.call("increaseGroupCounter", { groupID: groupId, key: "likes", value: 3 })).toMatchObject({ code: 0 });
  await expect.poll(() => tab.events("onGroupCounterUpdated")).toMatchObject([{ data: { key: "likes", value: 3 } }]);
});

test("a muted member and a muted group cannot speak, and the owner can mute", async ({ browser }) => {
  const [owner, viewer] = [freshId("owner"), freshId("viewer")];
  const groupId = await harness.openGroup(owner);
  const [host, guest] = await Promise.all([SdkTab.open(browser, site.url, harness), SdkTab.open(browser, site.url, harness)]);
  await Promise.all([host.logIn(owner), guest.logIn(viewer)]);
  await Promise.all([host.join(groupId), guest.join(groupId)]);
  expect(await host.call("setGroupMemberMuteTime", { groupID: groupId, userID: viewer, muteTime: 600 })).toMatchObject({
    code: 0,
  });
  expect(await guest.send("Text", groupId, { text: "?" })).toMatchObject({ code: 10017 });
  await harness.rest("group_open_http_svc/forbid_send_msg", { GroupId: groupId, Members_Account: [viewer], MuteTime: 0 });
  expect(await guest.send("Text", groupId, { text: "!" })).toMatchObject({ code: 0 });
  expect(await host.call("updateGroupProfile", { groupID: groupId, muteAllMembers: true })).toMatchObject({ code: 0 });
  expect(await guest.send("Text", groupId, { text: "?" })).toMatchObject({ code: 10017 });
  expect(await host.send("Text", groupId, { text: "I may" })).toMatchObject({ code: 0 });
  expect(await host.call("getGroupProfile", { groupID: groupId })).toMatchObject({ data: { group: { muteAllMembers: true } } });
});

test("a banned member is out at once and cannot come back", async ({ browser }) => {
  const [owner, viewer] = [freshId("owner"), freshId("viewer")];
  const groupId = await harness.openGroup(owner);
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(viewer);
  await tab.join(groupId);
  const ban = { GroupId: groupId, Members_Account: [viewer], Duration: 60, Description: "spam" };
  expect(await harness.rest("group_open_http_svc/ban_group_member", ban)).toMatchObject({ ErrorCode: 0 });
  await expect.poll(async () => (await tab.notices()).map((notice) => notice.payload.operationType)).toContain(21);
  expect(await harness.rest("group_open_http_svc/get_online_member_num", { GroupId: groupId })).toMatchObject({
    OnlineMemberNum: 0,
  });
  expect(await tab.join(groupId)).toMatchObject({ code: 10007 });
  await harness.rest("group_open_http_svc/unban_group_member", { GroupId: groupId, Members_Account: [viewer] });
  expect(await tab.join(groupId)).toMatchObject({ code: 0 });
});

test("members learn that their group was dismissed", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(freshId("viewer"));
  await tab.join(groupId);
  await harness.rest("group_open_http_svc/destroy_group", { GroupId: groupId });
  await expect.poll(async () => (await tab.notices()).map((notice) => notice.payload.operationType)).toContain(5);
  expect(await tab.join(groupId)).toMatchObject({ code: 10010 });
});

test("a profile set in one place shows in the messages that follow, and the member list names who is here", async ({
  browser,
}) => {
  const groupId = await harness.openGroup();
  const userId = freshId("p");
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(userId);
  await tab.join(groupId);
  expect(await tab.call("updateMyProfile", { nick: "新しい名前" })).toMatchObject({ code: 0 });
  const reader = await harness.logIn();
  const nicks: unknown[] = [];
  reader.onMessage((item) => nicks.push((item.GroupInfo as Record<string, unknown>).From_AccountNick));
  await reader.join(groupId);
  await tab.send("Text", groupId, { text: "x" });
  await expect.poll(() => nicks).toContain("新しい名前");
  const list = await tab.call("getGroupMemberList", { groupID: groupId });
  expect(list.data.memberList.map((member: { userID: string }) => member.userID).sort()).toEqual([reader.userId, userId].sort());
});
