import { expect, test } from "@playwright/test";
import { ADMIN, freshId, type Harness, postJson, restUrl, SDK_APP_ID, SECRET_KEY, startHarness, textBody } from "./harness";
import { signUserSig } from "./sign";

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness();
});
test.afterAll(() => harness.close());

const GROUP = "group_open_http_svc";

test("a call needs the administrator's own valid UserSig for this application", async () => {
  const call = (query: Record<string, string>) => harness.rest(`${GROUP}/get_group_info`, { GroupIdList: ["x"] }, query);
  const sign = (fields: object) => signUserSig({ userId: ADMIN, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, ...fields });
  expect(await call({})).toMatchObject({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" });
  expect(await call({ usersig: "" })).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 70002 });
  expect(await call({ usersig: sign({ secretKey: "x" }) })).toMatchObject({ ErrorCode: 70009 });
  expect(await call({ usersig: sign({ issuedSeconds: 1, expireSeconds: 1 }) })).toMatchObject({ ErrorCode: 70001 });
  expect(await call({ usersig: harness.sign("bob") })).toMatchObject({ ErrorCode: 70013 });
  expect(await call({ usersig: harness.sign("bob"), identifier: "bob" })).toMatchObject({ ErrorCode: 60010 });
  expect(await call({ sdkappid: "" })).toMatchObject({ ErrorCode: 60012 });
  expect(await call({ sdkappid: "1" })).toMatchObject({ ErrorCode: 60006 });
});

test("a body that is empty or not JSON is 60003, an unknown call 60009, and the HTTP status is always 200", async () => {
  expect(await harness.rest(`${GROUP}/create_group`, "{oops")).toMatchObject({ ErrorCode: 60003 });
  expect(await harness.rest(`${GROUP}/create_group`, "")).toMatchObject({ ErrorCode: 60003 });
  expect(await harness.rest(`${GROUP}/no_such_call`, {})).toMatchObject({ ErrorCode: 60009, ActionStatus: "FAIL" });
  expect(await harness.control("state")).toMatchObject({ load: { unknownCommands: 1 } });
  const response = await fetch(restUrl(harness.ready.restBase, `${GROUP}/create_group`, { usersig: "?" }), { method: "POST" });
  expect(response.status).toBe(200);
});

test("accounts are imported, checked, named and deleted", async () => {
  const [one, two] = [freshId("a"), freshId("a")];
  await harness.rest("im_open_login_svc/account_import", { UserID: one, Nick: "One", FaceUrl: "https://pic/1" });
  expect(await harness.rest("im_open_login_svc/multiaccount_import", { Accounts: [two] })).toMatchObject({ FailAccounts: [] });
  await harness.rest("profile/portrait_set", { From_Account: two, ProfileItem: [{ Tag: "Tag_Profile_IM_Nick", Value: "Two" }] });
  const tags = { TagList: ["Tag_Profile_IM_Nick"] };
  expect(await harness.rest("profile/portrait_get", { To_Account: [one, two, "nobody"], ...tags })).toMatchObject({
    UserProfileItem: [
      { To_Account: one, ProfileItem: [{ Tag: "Tag_Profile_IM_Nick", Value: "One" }], ResultCode: 0 },
      { To_Account: two, ProfileItem: [{ Value: "Two" }] },
      { To_Account: "nobody", ResultCode: 70107 },
    ],
    Fail_Account: ["nobody"],
  });
  await harness.rest("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: one }] });
  const check = await harness.rest("im_open_login_svc/account_check", { CheckItem: [{ UserID: one }, { UserID: two }] });
  expect(check).toMatchObject({ ResultItem: [{ AccountStatus: "NotImported" }, { AccountStatus: "Imported" }] });
});

test("a group is created once, described, changed, listed and dismissed", async () => {
  const groupId = await harness.openGroup();
  expect(await harness.rest(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "x", GroupId: groupId })).toMatchObject({
    ErrorCode: 10025,
  });
  const change = { GroupId: groupId, Name: "新しい", MuteAllMember: "On", AppDefinedData: [{ Key: "level", Value: "3" }] };
  expect(await harness.rest(`${GROUP}/modify_group_base_info`, change)).toMatchObject({ ErrorCode: 0 });
  expect(await harness.rest(`${GROUP}/get_group_info`, { GroupIdList: [groupId, "gone"] })).toMatchObject({
    GroupInfo: [
      { GroupId: groupId, ErrorCode: 0, Name: "新しい", MuteAllMember: "On", AppDefinedData: [{ Key: "level", Value: "3" }] },
      { GroupId: "gone", ErrorCode: 10010 },
    ],
  });
  const list = await harness.rest(`${GROUP}/get_appid_group_list`, { GroupType: "AVChatRoom" });
  expect(list.GroupIdList).toContainEqual({ GroupId: groupId });
  expect(await harness.rest(`${GROUP}/destroy_group`, { GroupId: groupId })).toMatchObject({ ErrorCode: 0 });
  expect(await harness.rest(`${GROUP}/destroy_group`, { GroupId: groupId })).toMatchObject({ ErrorCode: 10010 });
});

test("texts are limited in bytes, and a field of the wrong kind is 10004", async () => {
  const create = (fields: object) => harness.rest(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "x", ...fields });
  expect(await create({ Name: "あ".repeat(11) })).toMatchObject({ ErrorCode: 10004 });
  expect(await create({ Name: 5 })).toMatchObject({ ErrorCode: 10004 });
  expect(await create({ GroupId: "@TGS#mine" })).toMatchObject({ ErrorCode: 10015 });
  expect(await create({ MemberList: [] })).toMatchObject({ ErrorCode: 10007 });
  expect(await create({ Type: "Public" })).toMatchObject({ ErrorCode: 10004 });
  expect(await create({ Owner_Account: "nobody" })).toMatchObject({ ErrorCode: 10019 });
});

test("calls that Tencent refuses for an AVChatRoom are refused with its code", async () => {
  const groupId = await harness.openGroup();
  const codes: Record<string, number> = {
    [`${GROUP}/delete_group_member`]: 10004,
    [`${GROUP}/modify_group_member_info`]: 10007,
    [`${GROUP}/add_group_member`]: 10007,
    [`${GROUP}/change_group_owner`]: 10007,
    [`${GROUP}/group_msg_get_simple`]: 10044,
    [`${GROUP}/group_msg_recall`]: 10033,
    [`${GROUP}/import_group_msg`]: 10007,
    "openim/modify_group_msg": 10007,
  };
  for (const [command, ErrorCode] of Object.entries(codes)) {
    expect(await harness.rest(command, { GroupId: groupId })).toMatchObject({ ErrorCode });
  }
});

test("mutes and bans are listed until they end by the clock", async () => {
  const own = await startHarness();
  const groupId = await own.openGroup();
  const client = await own.logIn();
  await client.join(groupId);
  await own.rest(`${GROUP}/forbid_send_msg`, { GroupId: groupId, Members_Account: [client.userId], MuteTime: 60 });
  await own.rest(`${GROUP}/ban_group_member`, { GroupId: groupId, Members_Account: ["troll"], Duration: 60 });
  expect(await own.rest(`${GROUP}/get_group_muted_account`, { GroupId: groupId })).toMatchObject({
    MutedAccountList: [{ Member_Account: client.userId }],
  });
  expect(await own.rest(`${GROUP}/get_group_ban_member`, { GroupId: groupId, Limit: 100, Offset: 0 })).toMatchObject({
    BannedAccountList: [{ Member_Account: "troll" }],
    NextOffset: 0,
  });
  await expect(client.send(groupId, "x")).rejects.toThrow("10017");
  await own.control("clock", { offsetMs: 61_000 });
  expect(await client.send(groupId, "x")).toMatchObject({ ErrorCode: 0 });
  expect(await own.rest(`${GROUP}/get_group_ban_member`, { GroupId: groupId, Limit: 100 })).toMatchObject({
    BannedAccountList: [],
  });
  await own.close();
});

test("attributes keep Tencent's limits", async () => {
  const set = async (GroupAttr: object[]) =>
    (await harness.rest(`${GROUP}/set_group_attr`, { GroupId: await harness.openGroup(), GroupAttr })).ErrorCode;
  expect(await set([{ key: "k".repeat(33), value: "v" }])).toBe(10045);
  expect(await set([{ key: "k", value: "v".repeat(4_001) }])).toBe(10046);
  expect(await set(Array.from({ length: 17 }, (_, index) => ({ key: `k${index}`, value: "v" })))).toBe(10047);
  expect(await set(Array.from({ length: 5 }, (_, index) => ({ key: `k${index}`, value: "v".repeat(4_000) })))).toBe(10048);
  const groupId = await harness.openGroup();
  const gone = { GroupId: groupId, GroupAttr: [{ key: "none" }] };
  expect(await harness.rest(`${GROUP}/delete_group_attr`, gone)).toMatchObject({ ErrorCode: 10050 });
});

test("a test can order failures, silence, and a look at what was sent", async () => {
  const own = await startHarness();
  const groupId = await own.openGroup();
  await own.control("fault", { rest: { command: `${GROUP}/send_group_msg`, errorCode: 10002, times: 1 } });
  const send = () => own.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("x") });
  expect(await send()).toMatchObject({ ErrorCode: 10002 });
  expect(await send()).toMatchObject({ ErrorCode: 0 });
  expect(await own.control("messages", { groupId })).toMatchObject({ messages: [{ MsgBody: textBody("x") }] });
  const client = await own.logIn();
  await client.join(groupId);
  expect(await own.control("state")).toMatchObject({
    groups: [{ groupId, memberCount: 1 }],
    onlineUsers: [client.userId],
    sockets: 1,
  });
  await own.control("fault", { dropConnections: true });
  await client.closed;
  await own.control("reset");
  expect(await own.control("state")).toMatchObject({ groups: [], onlineUsers: [], sockets: 0 });
  const refused = await fetch(`${own.ready.control}/emulator/reset`, { method: "POST" });
  expect(refused.status).toBe(401);
  await own.close();
});

test("the answer to a call is JSON of the vendor's envelope even for another method", async () => {
  const answer = await fetch(`${harness.ready.restBase}/v4/x/y`).then((response) => response.json());
  expect(answer).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 60002 });
  expect(await postJson(`${harness.ready.restBase}/elsewhere`, {})).toMatchObject({ ErrorCode: 60009 });
});
