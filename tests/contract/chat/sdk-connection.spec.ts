import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, SDK_APP_ID, SECRET_KEY, startHarness } from "./harness";
import { SdkTab, serveSdk } from "./sdk-page";
import { signUserSig } from "./sign";

let harness: Harness;
let site: Awaited<ReturnType<typeof serveSdk>>;

test.beforeAll(async () => {
  [harness, site] = await Promise.all([startHarness({ graceMs: 800 }), serveSdk()]);
});
test.afterAll(async () => {
  site.close();
  await harness.close();
});

test("a UserSig that is expired, forged, or for someone else is refused with the vendor's code", async ({ browser }) => {
  const tab = await SdkTab.open(browser, site.url, harness);
  const userID = freshId("u");
  const good = { userId: userID, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY };
  const attempt = async (userSig: string) => (await tab.call("login", { userID, userSig })).code;
  expect(await attempt(signUserSig({ ...good, issuedSeconds: 1_700_000_000, expireSeconds: 60 }))).toBe(70001);
  expect(await attempt("not-a-signature")).toBe(70003);
  expect(await attempt(signUserSig({ ...good, secretKey: "other" }))).toBe(70009);
  expect(await attempt(signUserSig({ ...good, userId: "else" }))).toBe(70013);
  expect(await attempt(signUserSig({ ...good, sdkAppId: 1 }))).toBe(70014);
  expect(await attempt(signUserSig(good))).toBe(0);
});

test("after a cut the SDK is back in its group without having left it, and misses nothing", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const userId = freshId("back");
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(userId);
  await tab.join(groupId);
  const speaker = await harness.logIn();
  await speaker.join(groupId);
  await tab.settled();
  await harness.control("drop", { userId });
  await speaker.send(groupId, "while you were away");
  await expect.poll(() => tab.messages(), { timeout: 10_000 }).toMatchObject([{ payload: { text: "while you were away" } }]);
  expect(await tab.send("Text", groupId, { text: "I am back" })).toMatchObject({ code: 0 });
  expect(harness.receiver.of("Group.CallbackOnMemberStateChange", groupId)).toEqual([]);
  expect(harness.receiver.of("Group.CallbackAfterMemberExit", groupId)).toEqual([]);
});

test("quitting is an exit for the app and a tip for the others", async ({ browser }) => {
  const groupId = await harness.openGroup();
  const userId = freshId("leaver");
  const tab = await SdkTab.open(browser, site.url, harness);
  await tab.logIn(userId);
  await tab.join(groupId);
  expect(await tab.call("quitGroup", groupId)).toMatchObject({ code: 0 });
  await soon(() => harness.receiver.of("Group.CallbackAfterMemberExit", groupId)).toMatchObject([
    { ExitType: "Quit", ExitMemberList: [{ Member_Account: userId }] },
  ]);
});

test("the SDK recovers by itself from a restart of the emulator", async ({ browser }) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hiroba-chat-"));
  const before = await startHarness({ dataDir });
  const port = Number(new URL(before.ready.restBase).port);
  const groupId = await before.openGroup();
  const tab = await SdkTab.open(browser, site.url, before);
  await tab.logIn(freshId("survivor"));
  await tab.join(groupId);
  await tab.settled();
  await before.close();
  const after = await startHarness({ dataDir, port });
  const speaker = await after.logIn();
  await speaker.join(groupId);
  await speaker.send(groupId, "after the restart");
  // An application nudges the SDK by any request, else it notices after 17 seconds.
  await soon(async () => {
    await tab.call("getUserProfile", { userIDList: [freshId("nudge")] });
    return tab.messages();
  }).toMatchObject([{ payload: { text: "after the restart" } }]);
  expect(await tab.send("Text", groupId, { text: "still here" })).toMatchObject({ code: 0 });
  await after.close();
  await rm(dataDir, { recursive: true });
});
