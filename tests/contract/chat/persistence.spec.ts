import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process";
import { freshId, startHarness, textBody } from "./harness";
import type { RawItem } from "./raw-client";

const GROUP = "group_open_http_svc";
const LIVE = "group_open_avchatroom_http_svc";
const POLL = "group_open_long_polling_http_svc.get_msg";

let dataDir: string;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hiroba-chat-"));
});
test.afterEach(() => rm(dataDir, { recursive: true }));

/** An emulator in a process of its own, over the data of the one before. */
async function start() {
  let emulator: EmulatorProcess | undefined;
  const harness = await startHarness({
    dataDir,
    callback: null,
    start: async (config) => {
      emulator = await startEmulatorProcess(config);
      return emulator;
    },
  });
  return { ...harness, child: emulator?.child, kill: async () => emulator?.kill() };
}

// Names of prototypes are the ones that a careless object would lose.
for (const name of ["plain", "__proto__"]) {
  test(`what was acknowledged outlives a kill, and message sequences do not go back (${name})`, async () => {
    const first = await start();
    const done = async (command: string, body: object) =>
      expect(await first.rest(command, body), command).toMatchObject({ ErrorCode: 0 });
    const GroupId = name === "plain" ? freshId("room") : name;
    const user = { Members_Account: [name] };
    await done("im_open_login_svc/account_import", { UserID: name, Nick: "Host" });
    await done(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "kept", GroupId, Owner_Account: name });
    await done(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "gone", GroupId: "gone" });
    await done(`${GROUP}/destroy_group`, { GroupId: "gone" });
    await done(`${GROUP}/modify_group_attr`, { GroupId, GroupAttr: [{ key: name, value: "t" }] });
    await done(`${GROUP}/update_group_counter`, { GroupId, GroupCounter: [{ Key: name, Value: 7 }] });
    await done(`${GROUP}/forbid_send_msg`, { GroupId, ...user, MuteTime: 600 });
    await done("im_open_login_svc/account_import", { UserID: "admin" });
    await done(`${LIVE}/modify_admin`, { GroupId, CommandType: 1, Admin_Account: ["admin"] });
    await done("openconfigsvr/setnospeaking", { Set_Account: "admin", GroupmsgNospeakingTime: 4_294_967_295 });
    const sent = await first.rest(`${GROUP}/send_group_msg`, { GroupId, Random: 1, MsgBody: textBody("x") });
    const AppDefinedData = [{ Key: name, Value: "custom" }];
    await done(`${GROUP}/modify_group_base_info`, { GroupId, MuteAllMember: "On", AppDefinedData });
    await done(`${GROUP}/ban_group_member`, { GroupId, Members_Account: ["toString"], Duration: 600 });
    await first.kill();

    const second = await start();
    expect(await second.rest(`${GROUP}/get_group_info`, { GroupIdList: [GroupId, "gone"] })).toMatchObject({
      GroupInfo: [{ Name: "kept", Owner_Account: name, MuteAllMember: "On", AppDefinedData }, { ErrorCode: 10010 }],
    });
    expect(await second.rest("group_open_attr_http_svc/get_group_attr", { GroupId })).toMatchObject({
      GroupAttrAry: [{ key: name, value: "t" }],
    });
    expect(await second.rest(`${GROUP}/get_group_counter`, { GroupId })).toMatchObject({
      GroupCounter: [{ Key: name, Value: 7 }],
    });
    expect(await second.rest(`${GROUP}/get_group_muted_account`, { GroupId })).toMatchObject({
      MutedAccountList: [{ Member_Account: name }],
    });
    expect(await second.rest(`${GROUP}/get_group_ban_member`, { GroupId, Limit: 10 })).toMatchObject({
      BannedAccountList: [{ Member_Account: "toString" }],
    });
    expect(await second.rest(`${LIVE}/get_admin_list`, { GroupId })).toMatchObject({ Admin_List: [{ Admin_Account: "admin" }] });
    expect(await second.rest("openconfigsvr/getnospeaking", { Get_Account: "admin" })).toMatchObject({
      GroupmsgNospeakingTime: 4_294_967_295,
    });
    const profile = { To_Account: [name], TagList: ["Tag_Profile_IM_Nick"] };
    expect(await second.rest("profile/portrait_get", profile)).toMatchObject({
      UserProfileItem: [{ ProfileItem: [{ Value: "Host" }] }],
    });
    const next = await second.rest(`${GROUP}/send_group_msg`, { GroupId, Random: 2, MsgBody: textBody("y") });
    expect(Number(next.MsgSeq)).toBeGreaterThan(Number(sent.MsgSeq));
    await second.close();
  });
}

test("after a kill members read on with the keys they had, nothing that was acknowledged is missing, and a repeat stands once", async () => {
  const first = await start();
  const groupId = await first.openGroup();
  const [writer, reader] = [await first.logIn(), await first.logIn()];
  await writer.join(groupId);
  const joined = await reader.request(`${GROUP}.apply_join_group`, { GroupId: groupId });
  const message = { GroupId: groupId, Random: 42, ClientSeq: 7, MsgClientTime: 1_700_000_000, MsgBody: textBody("kept") };
  const { MsgSeq, MsgTime } = await writer.request(`${GROUP}.send_group_msg`, message);
  const [asWriter, asReader] = [writer.identity(), reader.identity()];
  await first.kill();

  const second = await start();
  const socket = await second.logIn();
  const again = await socket.request(`${GROUP}.send_group_msg`, message, asWriter);
  expect(again).toMatchObject({ ErrorCode: 0, MsgSeq, MsgTime });
  const poll = { Key: joined.LongPollingKey, StartSeq: joined.StartSeq, HoldTime: 0 };
  const polled = (await socket.request(POLL, poll, asReader)).RspMsgList as RawItem[];
  expect(polled.filter((item) => item.Event === 3)).toMatchObject([{ MsgSeq, MsgBody: textBody("kept") }]);
  const newcomer = await second.logIn();
  const history: RawItem[] = [];
  newcomer.onMessage((item) => item.Event === 3 && history.push(item));
  await newcomer.join(groupId);
  expect(history).toMatchObject([{ MsgSeq, MsgBody: textBody("kept"), From_Account: writer.userId }]);
  await second.close();
});

test("a terminated emulator ends by itself with code 0", async () => {
  const { child, close } = await start();
  const exited = once(child as NodeJS.EventEmitter, "exit");
  child?.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  await close();
});
