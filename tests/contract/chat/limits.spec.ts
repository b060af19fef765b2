import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, startHarness, textBody } from "./harness";
import type { RawItem } from "./raw-client";

const GROUP = "group_open_http_svc";
const LIVE = "group_open_avchatroom_http_svc";

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness({ callback: null });
});
test.afterAll(() => harness.close());

/** The owner of a group, in it. */
async function host() {
  const client = await harness.logIn();
  const groupId = await harness.openGroup(client.userId);
  await client.join(groupId);
  const code = async (command: string, body: object) =>
    (await client.request(`${GROUP}.${command}`, { GroupId: groupId, ...body })).ErrorCode;
  return { client, groupId, code };
}

test("a group keeps no names that are no UserID", async () => {
  const { groupId, code } = await host();
  for (const name of ["x".repeat(33), "", "\u0000", "名前"]) {
    expect(await code("modify_group_member_info", { Member_Account: name, ShutUpTime: 60 })).toBe(10004);
    expect(await code("ban_group_member", { Members_Account: [name], Duration: 60 })).toBe(10004);
    const mute = { GroupId: groupId, Members_Account: [name], MuteTime: 60 };
    expect(await harness.rest(`${GROUP}/forbid_send_msg`, mute)).toMatchObject({ ErrorCode: 10004 });
    const admin = { GroupId: groupId, CommandType: 1, Admin_Account: [name] };
    expect(await harness.rest(`${LIVE}/modify_admin`, admin)).toMatchObject({ ErrorCode: 10004 });
  }
});

test("an owner bans five thousand, without those whose time is over, and the app more", async () => {
  const own = await startHarness({ callback: null });
  const owner = await own.logIn();
  const groupId = await own.openGroup(owner.userId);
  const ban = (from: number) => ({
    GroupId: groupId,
    Members_Account: Array.from({ length: 20 }, (_, index) => `u${from + index}`),
    Duration: 60,
  });
  for (let from = 0; from < 5_000; from += 20) {
    expect(await owner.request(`${GROUP}.ban_group_member`, ban(from))).toMatchObject({ ErrorCode: 0 });
  }
  expect(await owner.request(`${GROUP}.ban_group_member`, ban(4_980))).toMatchObject({ ErrorCode: 0 });
  expect(await owner.request(`${GROUP}.ban_group_member`, ban(5_000))).toMatchObject({ ErrorCode: 10005 });
  expect(await own.rest(`${GROUP}/ban_group_member`, ban(5_000))).toMatchObject({ ErrorCode: 0 });
  await own.control("clock", { offsetMs: 61_000 });
  expect(await owner.request(`${GROUP}.ban_group_member`, ban(6_000))).toMatchObject({ ErrorCode: 0 });
  await own.close();
});

test("a group has at most ten custom fields, however they are added", async () => {
  const { code } = await host();
  const fields = (from: number, to: number, Value = "v") =>
    Array.from({ length: to - from }, (_, index) => ({ Key: `k${from + index}`, Value }));
  const modify = (AppDefinedData: object[]) => code("modify_group_base_info", { AppDefinedData });
  expect(await modify(fields(0, 11))).toBe(10004);
  expect(await modify(fields(0, 6))).toBe(0);
  expect(await modify(fields(6, 11))).toBe(10004);
  expect(await modify(fields(6, 10))).toBe(0);
  expect(await modify(fields(10, 11))).toBe(10004);
  expect(await modify([...fields(10, 11), ...fields(0, 1, "")])).toBe(0);
});

test("a profile has at most twenty custom fields, and a level that is no number is none", async () => {
  const { client, groupId } = await host();
  const items: RawItem[] = [];
  client.onMessage((item) => item.Event === 3 && items.push(item));
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const set = async (...tags: string[]) => {
    const ProfileItem = tags.map((tag) => ({ Tag: `Tag_Profile_${tag}`, Value: "v" }));
    return (await client.request("profile.portrait_set", { From_Account: client.userId, ProfileItem })).ErrorCode;
  };
  expect(await set(...letters.slice(0, 20).map((letter) => `Custom_${letter}`))).toBe(0);
  expect(await set("Custom_z")).toBe(10004);
  expect(await set("Custom_a", "IM_Level")).toBe(0);
  await client.send(groupId, "hello");
  await soon(() => items).toMatchObject([{ GroupInfo: { From_AccountLevel: 0 } }]);
});

test("a user makes a hundred groups, and not one more", async () => {
  const { client } = await host();
  const make = async () =>
    (await client.request(`${GROUP}.create_group`, { Type: "AVChatRoom", Name: "x", GroupId: freshId("mine") })).ErrorCode;
  for (let count = 1; count < 100; count += 1) expect(await make()).toBe(0);
  expect(await make()).toBe(10037);
});

test("counters stay within 53 bits, and one write changes twenty at most", async () => {
  const { client, groupId } = await host();
  const write = (Mode: string, ...GroupCounter: object[]) =>
    client.request(`${GROUP}.update_group_counter`, { GroupId: groupId, Mode, GroupCounter });
  expect(await write("Set", { Key: "a", Value: Number.MAX_SAFE_INTEGER })).toMatchObject({ ErrorCode: 0 });
  expect(await write("Increase", { Key: "b", Value: 1 }, { Key: "a", Value: 1 })).toMatchObject({ ErrorCode: 10004 });
  expect(await client.request(`${GROUP}.get_group_counter`, { GroupId: groupId })).toMatchObject({
    GroupCounter: [{ Key: "a", Value: Number.MAX_SAFE_INTEGER }],
  });
  const same = Array.from({ length: 21 }, () => ({ Key: "a", Value: 1 }));
  expect(await write("Set", ...same)).toMatchObject({ ErrorCode: 10063 });
});

test("a member writes counters twenty times in five seconds, and the app as often as it likes", async () => {
  const { client, groupId } = await host();
  const body = { GroupId: groupId, Mode: "Increase", GroupCounter: [{ Key: "likes", Value: 1 }] };
  const codes: number[] = [];
  for (let count = 0; count < 60; count += 1) {
    codes.push((await client.request(`${GROUP}.update_group_counter`, body)).ErrorCode);
  }
  expect(codes.slice(0, 20)).toEqual(new Array(20).fill(0));
  expect(codes).toContain(10006);
  expect(await harness.rest(`${GROUP}/update_group_counter`, body)).toMatchObject({ ErrorCode: 0 });
});

test("one write names sixteen attributes at most, even if it is one of them again and again", async () => {
  const { code } = await host();
  const GroupAttr = Array.from({ length: 17 }, () => ({ key: "title", value: "x".repeat(4_000) }));
  expect(await code("modify_group_attr", { GroupAttr })).toBe(10047);
});

test("an admin of the group mutes members, and neither its owner nor another admin", async () => {
  const { client: owner, groupId } = await host();
  const [admin, other, member] = [await harness.logIn(), await harness.logIn(), await harness.logIn()];
  for (const { userId } of [admin, other]) {
    await owner.request(`${GROUP}.modify_group_member_info`, { GroupId: groupId, Member_Account: userId, Role: "Admin" });
  }
  const mute = async (by: typeof admin, Member_Account: string) => {
    const body = { GroupId: groupId, Member_Account, ShutUpTime: 60 };
    return (await by.request(`${GROUP}.modify_group_member_info`, body)).ErrorCode;
  };
  expect(await mute(admin, member.userId)).toBe(0);
  expect(await mute(admin, owner.userId)).toBe(10007);
  expect(await mute(admin, other.userId)).toBe(10007);
  expect(await mute(owner, other.userId)).toBe(0);
});

test("the numbers that name a message are 32 bits without a sign", async () => {
  const { groupId } = await host();
  for (const Random of [-1, 1.5, 2 ** 32]) {
    const message = { GroupId: groupId, Random, MsgBody: textBody("x") };
    expect(await harness.rest(`${GROUP}/send_group_msg`, message)).toMatchObject({ ErrorCode: 10004 });
  }
  const message = { GroupId: groupId, Random: 2 ** 32 - 1, MsgBody: textBody("x") };
  expect(await harness.rest(`${GROUP}/send_group_msg`, message)).toMatchObject({ ErrorCode: 0 });
});
