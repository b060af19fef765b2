import { SdkProcess } from "../../contract/chat/sdk-process";
import { expect, test } from "../../support/fixtures";
import { restrictAs } from "../../support/restrictions";
import { callIm, openLiveRoom } from "../../support/rooms";
import { soon } from "../../support/soon";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

let sdks: SdkProcess;
test.beforeAll(async () => {
  sdks = await SdkProcess.start();
});
test.afterAll(() => sdks.close());

const BEFORE_JOIN = 10116;
const BEFORE_SEND = { muted: 10117, banned: 10116, roomMuted: 10118, followersOnly: 10105, quoteUnknown: 10109 };

/** The unmodified SDK as a client without our page: it hears what it is told and does nothing about it. */
async function client(runtime: Runtime, who: Viewer) {
  const grant = await (await who.http.post("/api/im/usersig", { data: {} })).json();
  await callIm(runtime, "im_open_login_svc/account_import", { UserID: who.id, Nick: who.name });
  const { sdkAppId, proxyServer } = runtime.chat;
  const sdk = await sdks.open({ sdkAppId, ready: { proxyServer }, sign: () => grant.userSig });
  await sdk.logIn(who.id);
  return sdk;
}

test("a client that does not listen gets past no mute, kick or ban, not even where the chat service would let it", async ({
  runtime,
}) => {
  const [host, moderator] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime, { role: "moderator" })];
  const ann = await newViewer(runtime);
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const { id: roomId, groupId } = room;
  const [bad, reader] = [await client(runtime, ann), await client(runtime, host)];
  await Promise.all([bad.join(groupId), reader.join(groupId)]);
  const say = async (text: string) => (await bad.send("Text", groupId, { text })).code;
  expect(await say("one")).toBe(0);

  await restrictAs(host, { act: "mute", roomId, userIds: [ann.id], seconds: 3_600 });
  expect(await say("two")).not.toBe(0);
  await soon(async () => (await bad.messages()).length).toBeGreaterThan(0); // it was told, and goes on
  const muted = () => callIm(runtime, "group_open_http_svc/get_group_muted_account", { GroupId: groupId });
  await soon(async () => (await muted()).MutedAccountList).toHaveLength(1);
  const unmute = { GroupId: groupId, Members_Account: [ann.id], MuteTime: 0 };
  await callIm(runtime, "group_open_http_svc/forbid_send_msg", unmute); // as if Tencent had never heard of it
  expect(await say("three")).toBe(BEFORE_SEND.muted);
  const like = JSON.stringify({ v: 1, type: "like", batchId: "000000000001", count: 5 });
  expect((await bad.send("Custom", groupId, { data: like, description: "", extension: "" }, "Low")).code).toBe(BEFORE_SEND.muted);
  const forged = { v: 1, type: "room.restrict", roomId, kind: "mute", userIds: [ann.id], isAboutGuests: false, untilMs: 0 };
  const forgery = { data: JSON.stringify(forged), description: "", extension: "" };
  expect((await bad.send("Custom", groupId, forgery)).code).not.toBe(0);

  await restrictAs(host, { act: "kick", roomId, userIds: [ann.id] });
  const out = async () => (await bad.notices()).some((notice) => notice.payload.operationType === 21);
  await soon(out).toBe(true); // put out by the service
  expect(await say("four")).not.toBe(0);
  const banned = () => callIm(runtime, "group_open_http_svc/get_group_ban_member", { GroupId: groupId, Limit: 10 });
  const unban = () => callIm(runtime, "group_open_http_svc/unban_group_member", { GroupId: groupId, Members_Account: [ann.id] });
  await soon(async () => (await banned()).BannedAccountList).toHaveLength(1);
  await unban(); // as in an edition that has no bans
  expect((await bad.join(groupId)).code).toBe(BEFORE_JOIN);

  await restrictAs(moderator, { act: "ban", userIds: [ann.id], seconds: null });
  await soon(async () => (await bad.events("kickedOut")).length).toBeGreaterThan(0); // its login is over
  await expect(bad.logIn(ann.id)).rejects.toThrow(/login/); // the UserSig that it kept is void
  expect((await ann.http.post("/api/im/usersig", { data: {} })).status()).toBe(403);

  expect(await reader.texts()).toEqual(["one"]);
});

test("nor past a closed chat or a shield, and it brings back nothing that was taken away", async ({ runtime }) => {
  const [host, ann, ben] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime), await newViewer(runtime)];
  const { id: roomId, groupId } = await openLiveRoom(runtime, { hostId: host.id });
  const [bad, reader] = [await client(runtime, ann), await client(runtime, ben)];
  await Promise.all([bad.join(groupId), reader.join(groupId)]);
  const say = async (text: string, claims?: object) =>
    (await bad.send("Text", groupId, { text }, "Normal", claims && JSON.stringify(claims))).code;
  const put = async (door: string, data: object) =>
    expect((await host.http.put(`/api/rooms/${roomId}/${door}`, { data })).status()).toBe(200);

  await put("mute", { seconds: null });
  expect(await say("closed")).toBe(BEFORE_SEND.roomMuted);
  await put("mute", { seconds: 0 });
  await put("shield", { isUp: true });
  expect(await say("shielded")).toBe(BEFORE_SEND.followersOnly);
  await put("shield", { isUp: false });

  expect(await say("one")).toBe(0);
  await soon(async () => (await reader.texts()).length).toBe(1);
  const [{ random, cloudCustomData }] = (await reader.messages()).filter(({ from }) => from === ann.id);
  const message = { fromId: ann.id, random };
  const quote = { ...message, text: "one", sticker: null, seal: JSON.parse(cloudCustomData).seal };
  expect(await say("two", { v: 1, quote })).toBe(0);
  await put("hidden", { message, isHidden: true });
  expect(await say("three", { v: 1, quote })).toBe(BEFORE_SEND.quoteUnknown);
  await soon(() => reader.texts()).toEqual(["one", "two"]);
});
