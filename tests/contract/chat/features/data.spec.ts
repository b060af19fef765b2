import { expect, test } from "@playwright/test";
import { soon } from "../../../support/soon";
import { freshId } from "../harness";
import { onEveryStage, type Stage } from "./stage";

const GROUP = "group_open_http_svc";

/** Two members of a room; both have read its attributes, so that they are told of changes. */
async function pair(stage: Stage) {
  const host = freshId("host");
  const groupId = await stage.target.openGroup(host);
  const [writer, reader] = [await stage.client(host), await stage.client(freshId("reader"))];
  for (const client of [writer, reader]) {
    expect(await client.join(groupId)).toMatchObject({ code: 0 });
    expect(await client.call("getGroupAttributes", { groupID: groupId, keyList: [] })).toMatchObject({ code: 0 });
  }
  return { groupId, writer, reader };
}

onEveryStage((stage) => {
  test("attributes written by a member or by the app arrive at the other members", async () => {
    const { groupId, writer, reader } = await pair(stage);
    const anonymous = await stage.client();
    expect(await anonymous.join(groupId)).toMatchObject({ code: 0 });
    const latest = async () => (await reader.events("groupAttributesUpdated")).at(-1)?.data.groupAttributes;
    const write = (method: string, change: object) => writer.call(method, { groupID: groupId, ...change });
    expect(await write("initGroupAttributes", { groupAttributes: { title: "one", topic: "x" } })).toMatchObject({ code: 0 });
    await soon(latest).toEqual({ title: "one", topic: "x" });
    expect(await write("setGroupAttributes", { groupAttributes: { title: "mine" } })).toMatchObject({ code: 0 });
    await soon(latest).toEqual({ title: "mine", topic: "x" });
    const change = { GroupId: groupId, GroupAttr: [{ key: "title", value: "two" }] };
    expect(await stage.target.rest(`${GROUP}/modify_group_attr`, change)).toMatchObject({ ErrorCode: 0 });
    await soon(latest).toEqual({ title: "two", topic: "x" });
    expect(await write("deleteGroupAttributes", { keyList: ["topic"] })).toMatchObject({ code: 0 });
    await soon(latest).toEqual({ title: "two" });
    const told = async () => (await anonymous.events("groupAttributesUpdated")).at(-1)?.data.groupAttributes;
    await soon(told).toEqual({ title: "two" });
    expect(await write("deleteGroupAttributes", { keyList: [] })).toMatchObject({ code: 0 });
    const stored = await stage.target.rest("group_open_attr_http_svc/get_group_attr", { GroupId: groupId });
    expect(stored.GroupAttrAry).toEqual([]);
  });

  test("counters count, and their changes arrive", async () => {
    const { groupId, writer, reader } = await pair(stage);
    const count = (method: string, value: number) => writer.call(method, { groupID: groupId, key: "likes", value });
    expect(await writer.call("setGroupCounters", { groupID: groupId, counters: { likes: 5, gifts: 1 } })).toMatchObject({
      code: 0,
    });
    expect(await count("increaseGroupCounter", 3)).toMatchObject({ code: 0 });
    expect(await count("decreaseGroupCounter", 1)).toMatchObject({ code: 0 });
    const events = async () => (await reader.events("onGroupCounterUpdated")).map(({ data }) => `${data.key} ${data.value}`);
    await soon(async () => (await events()).slice(-2)).toEqual(["likes 8", "likes 7"]);
    const update = { GroupId: groupId, GroupCounter: [{ Key: "likes", Value: 3 }], Mode: "Increase" };
    expect(await stage.target.rest(`${GROUP}/update_group_counter`, update)).toMatchObject({
      GroupCounter: [{ Key: "likes", Value: 10 }],
    });
    await soon(events).toContain("likes 10");
    expect(
      await stage.target.rest(`${GROUP}/delete_group_counter`, { GroupId: groupId, GroupCounterKeys: ["likes"] }),
    ).toMatchObject({
      ErrorCode: 0,
    });
    expect(await stage.target.rest(`${GROUP}/get_group_counter`, { GroupId: groupId })).toMatchObject({
      GroupCounter: [{ Key: "gifts", Value: 1 }],
    });
    const late = await stage.client(freshId("late"));
    await late.join(groupId);
    expect(await late.call("getGroupCounters", { groupID: groupId })).toMatchObject({ data: { counters: { gifts: 1 } } });
  });

  test("the owner changes the room's texts, and who may not is refused", async () => {
    const { groupId, writer, reader } = await pair(stage);
    const texts = { name: "新しい", introduction: "about", notification: "rules", avatar: "https://pic/r" };
    expect(await reader.call("updateGroupProfile", { groupID: groupId, ...texts })).not.toMatchObject({ code: 0 });
    expect(await writer.call("updateGroupProfile", { groupID: groupId, ...texts })).toMatchObject({ code: 0 });
    await soon(() => reader.call("getGroupProfile", { groupID: groupId })).toMatchObject({ data: { group: texts } });
    expect(await reader.call("searchGroupByID", groupId)).toMatchObject({ data: { group: { name: texts.name } } });
    expect(await reader.call("searchGroupByID", "no-such-room")).not.toMatchObject({ code: 0 });
    const filter = { GroupBaseInfoFilter: ["Name", "Notification"] };
    const described = await stage.target.rest(`${GROUP}/get_group_info`, { GroupIdList: [groupId], ResponseFilter: filter });
    expect(described).toMatchObject({ GroupInfo: [{ GroupId: groupId, ErrorCode: 0, Name: "新しい", Notification: "rules" }] });
    expect(JSON.stringify(described)).not.toContain("about");
  });
});
