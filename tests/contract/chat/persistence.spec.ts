import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startEmulatorProcess } from "./emulator-process";
import { ADMIN, freshId, postJson, restUrl, SDK_APP_ID, SECRET_KEY, textBody } from "./harness";
import type { RawAnswer } from "./raw-client";
import { signUserSig } from "./sign";

const GROUP = "group_open_http_svc";
const usersig = signUserSig({ userId: ADMIN, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY });

let dataDir: string;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hiroba-chat-"));
});
test.afterEach(() => rm(dataDir, { recursive: true }));

async function start() {
  const identity = { sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, adminUserId: ADMIN };
  const emulator = await startEmulatorProcess({ dataDir, ...identity, controlToken: "token", callback: null });
  const rest = (command: string, body: unknown): Promise<RawAnswer> =>
    postJson(restUrl(emulator.ready.restBase, command, { usersig }), body);
  return { ...emulator, rest };
}

test("what was acknowledged outlives a kill, and message sequences do not go back", async () => {
  const first = await start();
  const groupId = freshId("room");
  await first.rest("im_open_login_svc/account_import", { UserID: "host", Nick: "Host" });
  await first.rest(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "kept", GroupId: groupId, Owner_Account: "host" });
  await first.rest(`${GROUP}/create_group`, { Type: "AVChatRoom", Name: "gone", GroupId: `${groupId}-gone` });
  await first.rest(`${GROUP}/destroy_group`, { GroupId: `${groupId}-gone` });
  await first.rest(`${GROUP}/modify_group_attr`, { GroupId: groupId, GroupAttr: [{ key: "title", value: "t" }] });
  await first.rest(`${GROUP}/forbid_send_msg`, { GroupId: groupId, Members_Account: ["a"], MuteTime: 600 });
  await first.rest(`${GROUP}/ban_group_member`, { GroupId: groupId, Members_Account: ["b"], Duration: 600 });
  const sent = await first.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 1, MsgBody: textBody("x") });
  const muteAll = await first.rest(`${GROUP}/modify_group_base_info`, { GroupId: groupId, MuteAllMember: "On" });
  expect(muteAll).toMatchObject({ ErrorCode: 0 });
  await first.kill();

  const second = await start();
  expect(await second.rest(`${GROUP}/get_group_info`, { GroupIdList: [groupId, `${groupId}-gone`] })).toMatchObject({
    GroupInfo: [{ Name: "kept", Owner_Account: "host", MuteAllMember: "On" }, { ErrorCode: 10010 }],
  });
  expect(await second.rest("group_open_attr_http_svc/get_group_attr", { GroupId: groupId })).toMatchObject({
    GroupAttrAry: [{ key: "title", value: "t" }],
  });
  expect(await second.rest(`${GROUP}/get_group_muted_account`, { GroupId: groupId })).toMatchObject({
    MutedAccountList: [{ Member_Account: "a" }],
  });
  expect(await second.rest(`${GROUP}/get_group_ban_member`, { GroupId: groupId, Limit: 10 })).toMatchObject({
    BannedAccountList: [{ Member_Account: "b" }],
  });
  const profile = { To_Account: ["host"], TagList: ["Tag_Profile_IM_Nick"] };
  expect(await second.rest("profile/portrait_get", profile)).toMatchObject({
    UserProfileItem: [{ ProfileItem: [{ Value: "Host" }] }],
  });
  const next = await second.rest(`${GROUP}/send_group_msg`, { GroupId: groupId, Random: 2, MsgBody: textBody("y") });
  expect(Number(next.MsgSeq)).toBeGreaterThan(Number(sent.MsgSeq));
  await second.kill();
});

test("a terminated emulator ends by itself with code 0", async () => {
  const { child } = await start();
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});
