import { expect, test } from "@playwright/test";
import { ADMIN, freshId, type Harness, SDK_APP_ID, SECRET_KEY, startHarness, textBody } from "./harness";
import { signUserSig } from "./sign";

const GROUP = "group_open_http_svc";
const LIVE = "group_open_avchatroom_http_svc";

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness({ callback: null });
});
test.afterAll(() => harness.close());

const code = async (command: string, body: object) => (await harness.rest(command, body)).ErrorCode;

/** The codes of many calls at once. */
async function codesOf(own: Harness, count: number, command: string, body: (index: number) => object) {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => own.rest(command, body(index))));
  return answers.map((answer) => answer.ErrorCode);
}

test("an API called more often than its rate is 60007, and only that API", async () => {
  const own = await startHarness({ callback: null, restCallsPerSecond: 10 });
  const ask = () => ({ GroupIdList: ["x"] });
  const codes = await codesOf(own, 60, `${GROUP}/get_group_info`, ask);
  expect(codes.filter((one) => one === 60007).length).toBeGreaterThan(20);
  expect(codes.filter((one) => one === 0).length).toBeGreaterThanOrEqual(10);
  expect((await own.rest("openim/query_online_status", { To_Account: ["x"] })).ErrorCode).toBe(0);
  const lists = await codesOf(own, 20, `${GROUP}/get_appid_group_list`, () => ({}));
  expect(lists).toContain(60007);
  const broadcasts = await codesOf(own, 8, `${GROUP}/send_broadcast_msg`, (Random) => ({ Random, MsgBody: textBody("x") }));
  expect(broadcasts).toContain(10023);
  await own.close();
});

test("the attributes of a group are written five times a second, over all ways of writing", async () => {
  const groupId = await harness.openGroup();
  const codes = await codesOf(harness, 20, `${GROUP}/modify_group_attr`, (index) => ({
    GroupId: groupId,
    GroupAttr: [{ key: "k", value: String(index) }],
  }));
  expect(codes).toContain(10049);
  expect(codes.filter((one) => one === 0).length).toBeGreaterThanOrEqual(5);
});

test("texts may be as long as Tencent says, in bytes, and not one longer", async () => {
  const groupId = await harness.openGroup();
  const limits = { Name: 30, Introduction: 240, Notification: 300, FaceUrl: 100 };
  for (const [field, bytes] of Object.entries(limits)) {
    const change = (length: number) =>
      code(`${GROUP}/modify_group_base_info`, { GroupId: groupId, [field]: "あ".repeat(length) });
    expect(await change(Math.floor(bytes / 3))).toBe(0);
    expect(await change(Math.floor(bytes / 3) + 1)).toBe(10004);
  }
  const custom = (Key: string, Value: string) =>
    code(`${GROUP}/modify_group_base_info`, { GroupId: groupId, AppDefinedData: [{ Key, Value }] });
  expect(await custom("k".repeat(16), "v".repeat(512))).toBe(0);
  expect(await custom("k".repeat(17), "v")).toBe(10004);
  expect(await custom("k", "v".repeat(513))).toBe(10004);
  const send = (text: string, CloudCustomData: string) =>
    code(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: text.length, MsgBody: textBody(text), CloudCustomData });
  expect(await send("x".repeat(7_000), "c".repeat(900))).toBe(0);
  expect(await send("x".repeat(7_001), "c".repeat(1_000))).toBe(80002);
});

test("counters are at most twenty, with keys of 128 bytes", async () => {
  const groupId = await harness.openGroup();
  const set = (count: number, key = "k") =>
    code(`${GROUP}/update_group_counter`, {
      GroupId: groupId,
      GroupCounter: Array.from({ length: count }, (_, index) => ({ Key: `${key}${index}`, Value: index })),
    });
  expect(await set(20)).toBe(0);
  expect(await set(1, "other")).toBe(10063);
  expect(await set(1, "k".repeat(128))).toBe(10004);
  expect(await code(`${GROUP}/delete_group_counter`, { GroupId: groupId })).toBe(0);
  expect(await harness.rest(`${GROUP}/get_group_counter`, { GroupId: groupId })).toMatchObject({ GroupCounter: [] });
});

test("marks are for members who are here, ten in a group; 600 hides its bearer", async () => {
  const groupId = await harness.openGroup();
  const client = await harness.logIn();
  await client.join(groupId);
  const mark = (Member_Account: string, ...Marks: number[]) =>
    code(`${LIVE}/modify_user_info`, { GroupId: groupId, CommandType: 1, MemberList: [{ Member_Account, Marks }] });
  const list = async (filter: object = {}) => {
    const { MemberList } = await harness.rest(`${LIVE}/get_members`, { GroupId: groupId, ...filter });
    return (MemberList as { Member_Account: string }[]).map((member) => member.Member_Account);
  };
  expect(await mark("away", 1_000)).toBe(10004);
  expect(await mark(client.userId, 7)).toBe(10004);
  expect(await mark(client.userId, ...Array.from({ length: 10 }, (_, index) => 1_000 + index))).toBe(0);
  expect(await mark(client.userId, 2_000)).toBe(10004);
  expect(await list({ Mark: 1_003 })).toEqual([client.userId]);
  expect(await list({ Mark: 2_000 })).toEqual([]);
  expect(await mark(client.userId, 600)).toBe(0);
  expect(await list()).toEqual([]);
  await client.request("group_open_http_svc.quit_group", { GroupId: groupId });
  await client.join(groupId);
  expect(await list()).toEqual([client.userId]);
});

test("robots are counted and listed for three days, and are accounts", async () => {
  const own = await startHarness({ callback: null });
  const groupId = await own.openGroup();
  const robots = (command: string, Robot_Account: string[]) =>
    own.rest(`${LIVE}/${command}`, { GroupId: groupId, Robot_Account });
  const usersig = signUserSig({ userId: ADMIN, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, expireSeconds: 9 * 24 * 3600 });
  const online = async () =>
    (await own.rest(`${GROUP}/get_online_member_num`, { GroupId: groupId }, { usersig })).OnlineMemberNum;
  expect(await robots("add_robots", ["nobody"])).toMatchObject({ ErrorCode: 10019 });
  const [one, two] = [freshId("robot"), freshId("robot")];
  for (const UserID of [one, two]) await own.rest("im_open_login_svc/account_import", { UserID });
  expect(await robots("add_robots", [one, two])).toMatchObject({ ErrorCode: 0 });
  expect(await online()).toBe(2);
  expect(await robots("del_robots", [one])).toMatchObject({ ErrorCode: 0 });
  expect(await online()).toBe(1);
  await own.control("clock", { offsetMs: 3 * 24 * 3600 * 1000 });
  expect(await online()).toBe(0);
  await own.close();
});

test("a group has at most five admins, who need not be there and remain", async () => {
  const groupId = await harness.openGroup();
  const users = Array.from({ length: 6 }, () => freshId("admin"));
  await harness.rest("im_open_login_svc/multiaccount_import", { Accounts: users });
  const change = (CommandType: 1 | 2, ...Admin_Account: string[]) =>
    code(`${LIVE}/modify_admin`, { GroupId: groupId, CommandType, Admin_Account });
  expect(await change(1, ...users.slice(0, 5))).toBe(0);
  expect(await change(1, users[5] ?? "")).toBe(10005);
  expect(await change(2, users[0] ?? "")).toBe(0);
  expect(await change(1, "nobody")).toBe(10019);
  const { Admin_List } = await harness.rest(`${LIVE}/get_admin_list`, { GroupId: groupId });
  expect((Admin_List as { Admin_Account: string }[]).map((admin) => admin.Admin_Account)).toEqual(users.slice(1, 5));
});

test("a hundred accounts may be imported, looked up or deleted at once, and not one more", async () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `many_${index}`);
  const calls: [string, (users: string[]) => object][] = [
    ["multiaccount_import", (Accounts) => ({ Accounts })],
    ["account_check", (users) => ({ CheckItem: users.map((UserID) => ({ UserID })) })],
    ["account_delete", (users) => ({ DeleteItem: users.map((UserID) => ({ UserID })) })],
  ];
  for (const [name, body] of calls) {
    expect(await code(`im_open_login_svc/${name}`, body(many(100)))).toBe(0);
    expect(await code(`im_open_login_svc/${name}`, body(many(101)))).toBe(70206);
  }
});

test("bans are for twenty at once, and not for the owner", async () => {
  const owner = freshId("owner");
  const groupId = await harness.openGroup(owner);
  const ban = (...Members_Account: string[]) =>
    code(`${GROUP}/ban_group_member`, { GroupId: groupId, Members_Account, Duration: 60 });
  expect(await ban(...Array.from({ length: 21 }, (_, index) => `u${index}`))).toBe(10005);
  expect(await ban(owner)).toBe(10007);
  expect(await ban("u1")).toBe(0);
  const long = { GroupId: groupId, Members_Account: ["u2"], Duration: 60, Description: "x".repeat(1_001) };
  expect(await code(`${GROUP}/ban_group_member`, long)).toBe(10004);
});

test("a message for some of the members only does not exist, and deleting by sender does nothing", async () => {
  const groupId = await harness.openGroup();
  const message = { GroupId: groupId, Random: 1, MsgBody: textBody("x"), To_Account: ["someone"] };
  expect(await code(`${GROUP}/send_group_msg`, message)).toBe(10004);
  expect(await code(`${GROUP}/delete_group_msg_by_sender`, { GroupId: groupId, Sender_Account: "x" })).toBe(0);
  const notice = { GroupId: groupId, Content: "x", ToMembers_Account: ["someone"] };
  expect(await code(`${GROUP}/send_group_system_notification`, notice)).toBe(10007);
});
