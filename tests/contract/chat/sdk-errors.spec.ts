import { expect, test } from "@playwright/test";
import { KNOWN_CODES } from "../../../emulators/chat/errors";
import { soon } from "../../support/soon";
import { onEmulatorStages, type Stage } from "./features/stage";
import { freshId, type Harness, textBody } from "./harness";

const GROUP = "group_open_http_svc";
const LIVE = "group_open_avchatroom_http_svc";
const BEFORE_SEND = "Group.CallbackBeforeSendMsg";
/** The SDK takes this for the end of its login, whatever was asked. */
const LOGIN_IS_OVER = 70_001;

/** A room with its owner and a viewer in it. */
async function room({ target, client }: Stage<Harness>) {
  const [host, guest] = [freshId("host"), freshId("guest")];
  const groupID = await target.openGroup(host);
  const [owner, viewer] = [await client(host), await client(guest)];
  for (const one of [owner, viewer]) expect(await one.join(groupID)).toMatchObject({ code: 0 });
  return { groupID, host, guest, owner, viewer };
}

onEmulatorStages({}, (stage) => {
  test.afterEach(() => stage.target.receiver.answers.clear());

  test("every code of the service, and its text, reaches who sent a message", async () => {
    const { groupID, viewer } = await room(stage);
    const reached: [number, string][] = [];
    const codes = [...KNOWN_CODES, 80_001, 120_005].filter((code) => code !== LOGIN_IS_OVER);
    for (const errorCode of codes) {
      await stage.target.control("fault", { sdk: { command: `${GROUP}.send_group_msg`, errorCode } });
      const { code, message } = await viewer.send("Text", groupID, { text: "?" });
      reached.push([code, message]);
    }
    const text = "failure ordered by the control channel";
    expect(reached).toEqual(codes.map((code) => [code, text]));
    expect(await viewer.send("Text", groupID, { text: "heard" })).toMatchObject({ code: 0 });
  });

  test("what the app answers about a message reaches its author: its codes, its words, and success for what it discards", async () => {
    const { groupID, viewer, owner } = await room(stage);
    const { answers } = stage.target.receiver;
    const send = async (text: string) => {
      const { code, message } = await viewer.send("Text", groupID, { text });
      return `${code} ${message}`.trim();
    };
    answers.set(BEFORE_SEND, { ErrorCode: 1 });
    expect(await send("refused")).toMatch(/^10016 /);
    for (const ErrorCode of [10_100, 10_150, 10_200]) {
      answers.set(BEFORE_SEND, { ErrorCode, ErrorInfo: "ゆっくり" });
      expect(await send("refused")).toBe(`${ErrorCode} ゆっくり`);
    }
    answers.set(BEFORE_SEND, { ErrorCode: 2 });
    expect(await send("discarded")).toBe("0");
    answers.set(BEFORE_SEND, { ErrorCode: 10_201 }); // makes no sense: the default decides
    expect(await send("by default")).toBe("0");
    answers.set(BEFORE_SEND, { ErrorCode: 0, MsgBody: textBody("****"), CloudCustomData: "checked" });
    expect(await send("damn")).toBe("0");
    await soon(() => owner.texts()).toEqual(["by default", "****"]);
    expect((await owner.messages()).at(-1)).toMatchObject({ cloudCustomData: "checked" });
    await soon(async () => (await viewer.events("onMessageModified")).flatMap((event) => event.data)).toMatchObject([
      { payload: { text: "****" } },
    ]);
  });

  test("whatever is refused, the caller hears the vendor's code", async () => {
    const { groupID, guest, owner, viewer } = await room(stage);
    const { answers } = stage.target.receiver;
    const codes: Record<string, number> = {};
    const ask = async (what: string, result: Promise<{ code: number }>) => {
      codes[what] = (await result).code;
    };
    const own = { type: "AVChatRoom", name: "own" };
    answers.set("Group.CallbackBeforeApplyJoinGroup", { ErrorCode: 1 });
    answers.set("Group.CallbackBeforeCreateGroup", { ErrorCode: 10_130, ErrorInfo: "one is enough" });
    const third = await stage.client(freshId("third"));
    await ask("join, kept out by the app", third.join(groupID));
    await ask("create, kept out by the app", third.call("createGroup", { ...own, groupID: freshId("mine") }));
    answers.clear();
    await ask("join what is not there", third.join("no-such-room"));
    await ask("create what another has", third.call("createGroup", { ...own, groupID }));
    await ask("create what one has", owner.call("createGroup", { ...own, groupID }));
    await ask("create without a good id", third.call("createGroup", { ...own, groupID: "x".repeat(49) }));
    await ask("dismiss another's", viewer.call("dismissGroup", groupID));
    await ask("quit one's own", owner.call("quitGroup", groupID));
    await ask("rename another's", viewer.call("updateGroupProfile", { groupID, name: "?" }));
    await ask("too long a name", owner.call("updateGroupProfile", { groupID, name: "あ".repeat(11) }));
    await ask("mute without right", viewer.call("setGroupMemberMuteTime", { groupID, userID: "x", muteTime: 60 }));
    await ask("ban without right", viewer.call("deleteGroupMember", { groupID, userIDList: ["x"], duration: 60 }));
    await ask(
      "mark without right",
      viewer.call("markGroupMemberList", { groupID, userIDList: [guest], markType: 1_000, enableMark: true }),
    );
    const counters = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, index]));
    await ask("too many counters", viewer.call("setGroupCounters", { groupID, counters }));
    await ask("too long a text", viewer.send("Text", groupID, { text: "あ".repeat(2_700) }));
    await stage.target.rest(`${GROUP}/forbid_send_msg`, { GroupId: groupID, Members_Account: [guest], MuteTime: 60 });
    await ask("muted", viewer.send("Text", groupID, { text: "?" }));
    await ask("to nobody", viewer.whisper("nobody", "?"));
    answers.set("C2C.CallbackBeforeSendMsg", { ErrorCode: 1 });
    await ask("to a user, refused by the app", viewer.whisper((await owner.call("getMyProfile")).data.userID, "?"));
    await stage.target.rest("openconfigsvr/setnospeaking", { Set_Account: guest, C2CmsgNospeakingTime: 60 });
    await ask("muted everywhere", viewer.whisper("administrator", "?"));
    await stage.target.rest(`${GROUP}/ban_group_member`, { GroupId: groupID, Members_Account: [guest], Duration: 60 });
    await soon(async () => (await viewer.notices()).map((notice) => notice.payload.operationType)).toContain(21);
    await ask("join, banned", viewer.join(groupID));
    expect(codes).toEqual({
      "join, kept out by the app": 10016,
      "create, kept out by the app": 10130,
      "join what is not there": 10010,
      "create what another has": 10021,
      "create what one has": 10025,
      "create without a good id": 10015,
      "dismiss another's": 10007,
      "quit one's own": 10009,
      "rename another's": 10007,
      "too long a name": 10004,
      "mute without right": 10007,
      "ban without right": 10007,
      "mark without right": 10007,
      "too many counters": 10063,
      "too long a text": 80002,
      muted: 10017,
      "to nobody": 20003,
      "to a user, refused by the app": 20006,
      "muted everywhere": 20012,
      "join, banned": 10007,
    });
  });

  test("of two who change one attribute at once, the second hears that the first did", async () => {
    const { groupID, owner, viewer } = await room(stage);
    const clients = [owner, viewer];
    await owner.call("initGroupAttributes", { groupID, groupAttributes: { title: "old" } });
    for (const client of clients) {
      const read = async () => (await client.call("getGroupAttributes", { groupID, keyList: [] })).data?.groupAttributes;
      await soon(read).toEqual({ title: "old" });
    }
    await stage.target.control("fault", { frozen: true });
    const writes = clients.map((client, index) =>
      client.call("setGroupAttributes", { groupID, groupAttributes: { title: `by ${index}` } }),
    );
    for (const client of clients) await client.events(""); // by now both have asked, each with what it knew
    await stage.target.control("fault", { frozen: false });
    const codes = (await Promise.all(writes)).map(({ code }) => code);
    expect([...codes].sort()).toEqual([0, 10_056]);
    const stored = await stage.target.rest("group_open_attr_http_svc/get_group_attr", { GroupId: groupID });
    expect(stored.GroupAttrAry).toMatchObject([{ key: "title", value: `by ${codes.indexOf(0)}` }]);
  });

  test("a list of members ends with the thousandth", async () => {
    const groupId = await stage.target.openGroup();
    const robots = Array.from({ length: 1_100 }, (_, index) => `robot_${index}`);
    for (let from = 0; from < robots.length; from += 100) {
      await stage.target.rest("im_open_login_svc/multiaccount_import", { Accounts: robots.slice(from, from + 100) });
    }
    for (let from = 0; from < robots.length; from += 500) {
      const Robot_Account = robots.slice(from, from + 500);
      expect(await stage.target.rest(`${LIVE}/add_robots`, { GroupId: groupId, Robot_Account })).toMatchObject({ ErrorCode: 0 });
    }
    const client = await stage.client(freshId("reader"));
    await client.join(groupId);
    const listed = new Set<string>();
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const { data } = await client.call("getGroupMemberList", { groupID: groupId, count: 500, offset });
      for (const { userID } of data.memberList) listed.add(userID);
      offset = data.offset || undefined;
    }
    expect(listed.size).toBe(1_000);
  });
});
