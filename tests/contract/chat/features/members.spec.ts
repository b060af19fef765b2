import { expect, test } from "@playwright/test";
import { soon } from "../../../support/soon";
import { freshId } from "../harness";
import { onEveryStage, type Stage } from "./stage";

const GROUP = "group_open_http_svc";
const LIVE = "group_open_avchatroom_http_svc";

/** A room with its owner and a viewer in it. */
async function room(stage: Stage) {
  const [host, guest] = [freshId("host"), freshId("guest")];
  const groupId = await stage.target.openGroup(host);
  const [owner, viewer] = [await stage.client(host), await stage.client(guest)];
  for (const client of [owner, viewer]) expect(await client.join(groupId)).toMatchObject({ code: 0 });
  const speak = async () => (await viewer.send("Text", groupId, { text: "?" })).code;
  return { groupId, host, guest, owner, viewer, speak };
}

onEveryStage((stage) => {
  test("the owner mutes one member and everybody, and may speak all the same", async () => {
    const { groupId, guest, owner, viewer, speak } = await room(stage);
    const mute = { groupID: groupId, userID: guest, muteTime: 600 };
    expect(await viewer.call("setGroupMemberMuteTime", { ...mute, userID: "x" })).not.toMatchObject({ code: 0 });
    expect(await owner.call("setGroupMemberMuteTime", mute)).toMatchObject({ code: 0 });
    expect(await speak()).toBe(10017);
    const muted = await stage.target.rest(`${GROUP}/get_group_muted_account`, { GroupId: groupId });
    expect(muted.MutedAccountList).toMatchObject([{ Member_Account: guest }]);
    await stage.target.rest(`${GROUP}/forbid_send_msg`, { GroupId: groupId, Members_Account: [guest], MuteTime: 0 });
    expect(await speak()).toBe(0);
    expect(await owner.call("updateGroupProfile", { groupID: groupId, muteAllMembers: true })).toMatchObject({ code: 0 });
    expect(await speak()).toBe(10017);
    expect(await owner.send("Text", groupId, { text: "I may" })).toMatchObject({ code: 0 });
    expect(await owner.call("getGroupProfile", { groupID: groupId })).toMatchObject({
      data: { group: { muteAllMembers: true } },
    });
  });

  test("an admin of the room may speak when it is muted, until that ends", async () => {
    const { groupId, guest, speak } = await room(stage);
    const change = (CommandType: 1 | 2) =>
      stage.target.rest(`${LIVE}/modify_admin`, { GroupId: groupId, CommandType, Admin_Account: [guest] });
    await stage.target.rest(`${GROUP}/modify_group_base_info`, { GroupId: groupId, MuteAllMember: "On" });
    expect(await speak()).toBe(10017);
    expect(await change(1)).toMatchObject({ ErrorCode: 0 });
    expect(await speak()).toBe(0);
    expect(await stage.target.rest(`${LIVE}/get_admin_list`, { GroupId: groupId })).toMatchObject({
      Admin_List: [{ Admin_Account: guest }],
    });
    expect(await change(2)).toMatchObject({ ErrorCode: 0 });
    expect(await speak()).toBe(10017);
  });

  test("the owner makes a member an admin, who may then mute others, and takes that back", async () => {
    const { groupId, guest, owner, viewer } = await room(stage);
    const other = freshId("other");
    await stage.target.rest("im_open_login_svc/account_import", { UserID: other });
    const role = (name: string) => owner.call("setGroupMemberRole", { groupID: groupId, userID: guest, role: name });
    const mute = () => viewer.call("setGroupMemberMuteTime", { groupID: groupId, userID: other, muteTime: 60 });
    const tips = async () => (await owner.notices()).map((tip) => tip.payload.operationType);
    expect(await mute()).not.toMatchObject({ code: 0 });
    expect(await role("Admin")).toMatchObject({ code: 0 });
    await soon(tips).toContain(4);
    expect(await mute()).toMatchObject({ code: 0 });
    expect(await role("Member")).toMatchObject({ code: 0 });
    await soon(tips).toContain(5);
    expect(await mute()).not.toMatchObject({ code: 0 });
  });

  test("an account muted everywhere cannot speak anywhere", async () => {
    const { guest, viewer, host, speak } = await room(stage);
    const mute = { Set_Account: guest, C2CmsgNospeakingTime: 600, GroupmsgNospeakingTime: 4_294_967_295 };
    expect(await stage.target.rest("openconfigsvr/setnospeaking", mute)).toMatchObject({ ErrorCode: 0 });
    expect(await speak()).toBe(10017);
    expect(await viewer.whisper(host, "?")).toMatchObject({ code: 20012 });
    expect(await stage.target.rest("openconfigsvr/getnospeaking", { Get_Account: guest })).toMatchObject({
      GroupmsgNospeakingTime: 4_294_967_295,
    });
    await stage.target.rest("openconfigsvr/setnospeaking", { ...mute, C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 0 });
    expect(await speak()).toBe(0);
  });

  test("who is banned by the owner is out at once, cannot come back, and may again when the ban is lifted", async () => {
    const { groupId, guest, owner, viewer } = await room(stage);
    const ban = { groupID: groupId, userIDList: [guest], duration: 60, reason: "spam" };
    expect(await viewer.call("deleteGroupMember", { ...ban, userIDList: ["x"] })).not.toMatchObject({ code: 0 });
    expect(await owner.call("deleteGroupMember", ban)).toMatchObject({ code: 0 });
    await soon(async () => (await viewer.notices()).map((notice) => notice.payload.operationType)).toContain(21);
    await soon(async () => (await owner.notices()).map((tip) => tip.payload.operationType)).toContain(10);
    expect(await stage.target.rest(`${GROUP}/get_group_ban_member`, { GroupId: groupId, Limit: 100, Offset: 0 })).toMatchObject({
      BannedAccountList: [{ Member_Account: guest }],
      NextOffset: 0,
    });
    await owner.send("Text", groupId, { text: "without you" });
    expect(await viewer.join(groupId)).not.toMatchObject({ code: 0 });
    expect(await viewer.texts()).toEqual([]);
    await stage.target.rest(`${GROUP}/unban_group_member`, { GroupId: groupId, Members_Account: [guest] });
    const tips = async () => (await owner.notices()).map(({ payload }) => `${payload.operationType} ${payload.userIDList}`);
    await soon(tips).toContain(`11 ${guest}`);
    expect(await viewer.join(groupId)).toMatchObject({ code: 0 });
  });

  test("members are listed with their marks, and the marked can be asked for alone", async () => {
    const { groupId, host, guest, owner } = await room(stage);
    const list = async (filter?: object) => {
      const { data } = await owner.call("getGroupMemberList", { groupID: groupId, ...filter });
      return data?.memberList?.map((member: { userID: string }) => member.userID).sort();
    };
    await expect.poll(() => list(), { intervals: [500, 10_000] }).toEqual([guest, host].sort());
    const mark = { groupID: groupId, userIDList: [guest, "nobody"], markType: 1_000, enableMark: true };
    expect(await owner.call("markGroupMemberList", mark)).toMatchObject({
      code: 0,
      data: { successUserIDList: [guest], failureUserIDList: ["nobody"] },
    });
    await expect.poll(() => list({ filter: 1_000 }), { intervals: [500, 10_000] }).toEqual([guest]);
  });

  test("a robot is in the list without ever joining", async () => {
    const { groupId, host, guest } = await room(stage);
    const robot = freshId("robot");
    await stage.target.rest("im_open_login_svc/account_import", { UserID: robot });
    const mark = (CommandType: 1 | 2) =>
      stage.target.rest(`${LIVE}/modify_user_info`, {
        GroupId: groupId,
        CommandType,
        MemberList: [{ Member_Account: robot, Marks: [500] }],
      });
    const list = async () => {
      const { MemberList } = await stage.target.rest(`${LIVE}/get_members`, { GroupId: groupId, Timestamp: 0 });
      return (MemberList as { Member_Account: string }[]).map((member) => member.Member_Account).sort();
    };
    expect(await mark(1)).toMatchObject({ ErrorCode: 0 });
    await soon(list).toEqual([host, guest, robot].sort());
    expect(await mark(2)).toMatchObject({ ErrorCode: 0 });
    await soon(list).toEqual([host, guest].sort());
  });
});
