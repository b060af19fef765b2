import { expect, test } from "@playwright/test";
import { soon } from "../../../support/soon";
import { freshId, textBody } from "../harness";
import { onEveryStage } from "./stage";

const GROUP = "group_open_http_svc";

onEveryStage((stage) => {
  test("an owner opens a room, a viewer and someone without a name read it, and it is dismissed for all", async () => {
    const [host, guest] = [freshId("host"), freshId("guest")];
    const groupID = freshId("room");
    await stage.target.rest("im_open_login_svc/account_import", { UserID: host, Nick: "Host", FaceUrl: "https://pic/h" });
    const owner = await stage.client(host);
    const created = await owner.call("createGroup", { type: "AVChatRoom", name: "room", groupID, introduction: "hello" });
    expect(created).toMatchObject({ code: 0, data: { group: { groupID, type: "AVChatRoom" } } });
    const [viewer, anonymous] = [await stage.client(guest), await stage.client()];
    for (const client of [owner, viewer, anonymous]) expect(await client.join(groupID)).toMatchObject({ code: 0 });
    await soon(async () => (await owner.notices()).map((tip) => tip.payload.userIDList)).toContainEqual([guest]);

    const sent = await owner.send("Text", groupID, { text: "こんにちは" }, "High");
    expect(sent).toMatchObject({ code: 0, data: { message: { status: "success" } } });
    await owner.send("Custom", groupID, { data: "gift", description: "rose", extension: "1" });
    await owner.send("Face", groupID, { index: 1, data: "smile" }, "Low");
    for (const client of [viewer, anonymous]) {
      await soon(() => client.messages()).toMatchObject([
        {
          from: host,
          nick: "Host",
          avatar: "https://pic/h",
          priority: "High",
          type: "TIMTextElem",
          payload: { text: "こんにちは" },
        },
        { type: "TIMCustomElem", payload: { data: "gift", description: "rose", extension: "1" } },
        { type: "TIMFaceElem", priority: "Low", payload: { index: 1, data: "smile" } },
      ]);
    }
    expect(await owner.messages()).toEqual([]);
    expect(await anonymous.send("Text", groupID, { text: "?" })).not.toMatchObject({ code: 0 });

    await soon(() => anonymous.call("getGroupOnlineMemberCount", groupID)).toMatchObject({ data: { memberCount: 2 } });
    expect(await viewer.call("dismissGroup", groupID)).not.toMatchObject({ code: 0 });
    expect(await owner.call("dismissGroup", groupID)).toMatchObject({ code: 0 });
    for (const client of [viewer, anonymous]) {
      await soon(async () => (await client.notices()).map((notice) => notice.payload.operationType)).toContain(5);
    }
    expect(await viewer.join(groupID)).toMatchObject({ code: 10010 });
  });

  test("who joins another room leaves the first, unless the SDK may be in many", async () => {
    const [one, two] = [await stage.target.openGroup(), await stage.target.openGroup()];
    const [single, many] = [
      await stage.client(freshId("single")),
      await stage.client(freshId("many"), { unlimitedAVChatRoom: true }),
    ];
    for (const client of [single, many])
      for (const groupId of [one, two]) expect(await client.join(groupId)).toMatchObject({ code: 0 });
    for (const [index, GroupId] of [one, two].entries()) {
      await stage.target.rest(`${GROUP}/send_group_msg`, { GroupId, Random: index + 1, MsgBody: textBody(GroupId) });
    }
    await soon(async () => (await many.texts()).sort()).toEqual([one, two].sort());
    await soon(() => single.texts()).toEqual([two]);
    expect(await single.call("quitGroup", two)).toMatchObject({ code: 0 });
    expect(await single.send("Text", two, { text: "?" })).not.toMatchObject({ code: 0 });
  });

  test("the owner of a room may not quit it", async () => {
    const host = freshId("host");
    const groupId = await stage.target.openGroup(host);
    const owner = await stage.client(host);
    await owner.join(groupId);
    expect(await owner.call("quitGroup", groupId)).not.toMatchObject({ code: 0 });
    expect(await owner.send("Text", groupId, { text: "still here" })).toMatchObject({ code: 0 });
  });

  test("a newcomer gets the last twenty messages, oldest first", async () => {
    const groupId = await stage.target.openGroup();
    for (let index = 1; index <= 22; index += 1) {
      const message = { GroupId: groupId, Random: index, MsgBody: textBody(`m${index}`) };
      expect(await stage.target.rest(`${GROUP}/send_group_msg`, message)).toMatchObject({ ErrorCode: 0 });
    }
    const client = await stage.client(freshId("late"));
    await client.join(groupId);
    await soon(() => client.texts()).toEqual(Array.from({ length: 20 }, (_, index) => `m${index + 3}`));
  });

  test("a system notification and a broadcast of the app reach a member", async () => {
    const groupId = await stage.target.openGroup();
    const client = await stage.client(freshId("viewer"));
    await client.join(groupId);
    const notification = { GroupId: groupId, Content: "maintenance" };
    expect(await stage.target.rest(`${GROUP}/send_group_system_notification`, notification)).toMatchObject({ ErrorCode: 0 });
    await soon(async () => (await client.notices()).map((notice) => notice.payload.userDefinedField)).toContain("maintenance");
    const broadcast = { Random: 7, MsgBody: textBody("to all") };
    expect(await stage.target.rest(`${GROUP}/send_broadcast_msg`, broadcast)).toMatchObject({ ErrorCode: 0 });
    await soon(() => client.messages()).toMatchObject([{ isBroadcastMessage: true, payload: { text: "to all" } }]);
  });

  test("what is too long, taken back or changed is refused", async () => {
    const groupId = await stage.target.openGroup();
    const client = await stage.client(freshId("writer"));
    await client.join(groupId);
    expect(await client.send("Text", groupId, { text: "あ".repeat(4_100) })).toMatchObject({ code: 80002 });
    expect(await client.send("Text", await stage.target.openGroup(), { text: "outside" })).not.toMatchObject({ code: 0 });
    expect(await client.call("addGroupMember", { groupID: groupId, userIDList: ["x"] })).not.toMatchObject({ code: 0 });
  });
});
