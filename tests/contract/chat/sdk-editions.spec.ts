import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, SDK_APP_ID, SECRET_KEY, startHarness, textBody } from "./harness";
import type { SdkClient } from "./sdk-client";
import { SdkProcess } from "./sdk-process";
import { signUserSig } from "./sign";

const GROUP = "group_open_http_svc";
const LIVE = "group_open_avchatroom_http_svc";

let sdks: SdkProcess;
test.beforeAll(async () => {
  sdks = await SdkProcess.start();
});
test.afterAll(() => sdks.close());

async function enter(harness: Harness, groupId: string, userId = freshId("user")): Promise<SdkClient> {
  const client = await sdks.open(harness);
  await client.logIn(userId);
  expect(await client.join(groupId)).toMatchObject({ code: 0 });
  return client;
}

test("a login ends with its UserSig, and a new one goes on", async () => {
  const harness = await startHarness({ callback: null });
  const userId = freshId("brief");
  const userSig = signUserSig({ userId, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, expireSeconds: 600 });
  const client = await sdks.open(harness);
  expect(await client.call("login", { userID: userId, userSig })).toMatchObject({ code: 0 });
  await client.join(await harness.openGroup());
  await harness.control("clock", { offsetMs: 601_000 });
  await soon(async () => {
    await client.call("getUserProfile", { userIDList: [freshId("nudge")] });
    return client.events("kickedOut");
  }).toMatchObject([{ data: { type: "userSigExpired" } }]);
  await soon(() => harness.control("state")).toMatchObject({ onlineUsers: [] });
  const fresh = signUserSig({ userId, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, expireSeconds: 86_400 });
  expect(await client.call("login", { userID: userId, userSig: fresh })).toMatchObject({ code: 0 });
  await harness.close();
});

for (const [type, name] of [
  [1, "multipleAccount"],
  [2, "multipleDevice"],
  [3, "REST_API_Kick"],
] as const) {
  test(`kick type ${type} is ${name} to the SDK`, async () => {
    const harness = await startHarness({ callback: null });
    const userId = freshId("kicked");
    const client = await enter(harness, await harness.openGroup(), userId);
    expect(await harness.control("kick", { userId, type })).toEqual({ kicked: 1 });
    await soon(() => client.events("kickedOut")).toMatchObject([{ data: { type: name } }]);
    await client.logIn(userId);
    await harness.close();
  });
}

test("a user with several logins allowed reads in each of them, and sees there what another sent", async () => {
  const harness = await startHarness({ callback: null, multiLogin: true });
  const groupId = await harness.openGroup();
  const userId = freshId("tabs");
  const [first, second] = [await enter(harness, groupId, userId), await enter(harness, groupId, userId)];
  await first.send("Text", groupId, { text: "mine" });
  await soon(() => second.messages()).toMatchObject([{ from: userId, flow: "out", payload: { text: "mine" } }]);
  expect(await first.events("kickedOut")).toEqual([]);
  await harness.close();
});

test("where one room at a time is the rule, joining another ends the first in every tab", async () => {
  const harness = await startHarness({ multiLogin: true, oneRoomPerUser: true });
  const [one, two] = [await harness.openGroup(), await harness.openGroup()];
  const userId = freshId("tabs");
  const first = await enter(harness, one, userId);
  await enter(harness, two, userId);
  await soon(async () => (await first.notices()).map((notice) => notice.payload.operationType)).toContain(8);
  await soon(() => harness.receiver.of("Group.CallbackAfterMemberExit", one)).toHaveLength(1);
  expect(await first.send("Text", one, { text: "?" })).not.toMatchObject({ code: 0 });
  await harness.close();
});

test("a smaller edition lists thirty members, keeps no history, and has neither bans nor counters nor marks", async () => {
  const harness = await startHarness({ callback: null, abilities: [] });
  const owner = freshId("owner");
  const groupId = await harness.openGroup(owner);
  await harness.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("old") });
  for (let count = 0; count < 32; count += 1) await (await harness.logIn()).join(groupId);
  const client = await enter(harness, groupId, owner);
  const list = await client.call("getGroupMemberList", { groupID: groupId, count: 100 });
  expect(list.data.memberList).toHaveLength(30);
  expect(await client.call("deleteGroupMember", { groupID: groupId, userIDList: ["x"], duration: 60 })).toMatchObject({
    code: 3122,
  });
  expect(await client.call("increaseGroupCounter", { groupID: groupId, key: "k", value: 1 })).toMatchObject({ code: 3122 });
  expect(await client.call("getUserStatus", { userIDList: ["x"] })).toMatchObject({ code: 3122 });
  const refused: [string, object][] = [
    [`${GROUP}/update_group_counter`, { GroupId: groupId, GroupCounter: [{ Key: "k", Value: 1 }] }],
    [`${GROUP}/ban_group_member`, { GroupId: groupId, Members_Account: ["x"], Duration: 60 }],
    [`${GROUP}/send_broadcast_msg`, { Random: 2, MsgBody: textBody("x") }],
    [`${LIVE}/modify_admin`, { GroupId: groupId, CommandType: 1, Admin_Account: [owner] }],
    [`${LIVE}/add_robots`, { GroupId: groupId, Robot_Account: [owner] }],
  ];
  for (const [command, body] of refused) expect(await harness.rest(command, body)).toMatchObject({ ErrorCode: 10059 });
  expect(await client.texts()).toEqual([]);
  await harness.close();
});

test("members are told of changed texts and of mutes where the application wants that, and else not", async () => {
  for (const infoTips of [true, false]) {
    const harness = await startHarness({ callback: null, infoTips });
    const groupId = await harness.openGroup();
    const [guest, muted] = [freshId("guest"), freshId("muted")];
    const client = await enter(harness, groupId, guest);
    await harness.rest(`${GROUP}/modify_group_base_info`, { GroupId: groupId, Name: "new", MuteAllMember: "On" });
    await harness.rest(`${GROUP}/forbid_send_msg`, { GroupId: groupId, Members_Account: [muted], MuteTime: 60 });
    await harness.rest(`${GROUP}/send_group_system_notification`, { GroupId: groupId, Content: "end" });
    const notices = async () =>
      (await client.notices()).filter(({ payload }) => payload.userIDList?.[0] !== guest).map(({ payload }) => payload);
    await soon(async () => (await notices()).at(-1)).toMatchObject({ userDefinedField: "end" });
    const [profile, mute] = await notices();
    if (infoTips) {
      expect(profile).toMatchObject({ operationType: 6, newGroupProfile: { groupName: "new", muteAllMembers: true } });
      expect(mute).toMatchObject({ operationType: 7, memberList: [{ userID: muted, muteTime: 60 }] });
    } else expect(await notices()).toHaveLength(1);
    await harness.close();
  }
});

test("an SDK that speaks text frames hears and is heard as one that speaks binary ones", async () => {
  const harness = await startHarness({ callback: null });
  const groupId = await harness.openGroup();
  const text = await sdks.open(harness, { devMode: true });
  await text.logIn(freshId("text"));
  await text.join(groupId);
  const binary = await enter(harness, groupId);
  expect(await text.send("Text", groupId, { text: "from text" })).toMatchObject({ code: 0 });
  await soon(() => binary.texts()).toEqual(["from text"]);
  expect(await binary.send("Text", groupId, { text: "from binary" })).toMatchObject({ code: 0 });
  await soon(() => text.texts()).toEqual(["from binary"]);
  await harness.close();
});

test("the SDK takes over the cloud configuration it is given", async () => {
  const harness = await startHarness({ callback: null, cloudConfig: { av_members_freq_limit: "1" } });
  const client = await sdks.open(harness);
  await client.logIn(freshId("user"));
  await soon(async () => (await client.events("onServerConfigUpdated")).map(({ data }) => JSON.stringify(data)).join()).toContain(
    "av_members_freq_limit",
  );
  await harness.close();
});

test("a frozen emulator answers nobody, and everything that came meanwhile afterwards", async () => {
  const harness = await startHarness({ callback: null });
  const groupId = await harness.openGroup();
  const [writer, reader] = [await enter(harness, groupId), await enter(harness, groupId)];
  await harness.control("fault", { frozen: true });
  const settled: string[] = [];
  const sending = writer.send("Text", groupId, { text: "late" }).then((result) => settled.push(`send ${result.code}`));
  const calling = harness.rest(`${GROUP}/get_group_info`, { GroupIdList: [groupId] }).then(() => settled.push("rest"));
  expect(await harness.control("state")).toMatchObject({ sockets: 2 });
  expect(settled).toEqual([]);
  await harness.control("fault", { frozen: false });
  await Promise.all([sending, calling]);
  expect(settled.sort()).toEqual(["rest", "send 0"]);
  await soon(() => reader.texts()).toEqual(["late"]);
  await harness.close();
});
