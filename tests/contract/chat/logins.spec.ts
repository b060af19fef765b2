import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, type Harness, SDK_APP_ID, SECRET_KEY, startHarness } from "./harness";
import { connectRawClient, type RawClient } from "./raw-client";
import { signUserSig } from "./sign";

let harness: Harness;
let open: RawClient[] = [];
test.beforeAll(async () => {
  harness = await startHarness({ graceMs: 100 });
});
test.afterEach(() => {
  for (const client of open) client.close();
  open = [];
});
test.afterAll(() => harness.close());

/** A socket of the user's that has not logged in. */
async function connected(userId: string, userSig = harness.sign(userId)): Promise<RawClient> {
  const client = await connectRawClient({ url: harness.ready.proxyServer, sdkAppId: SDK_APP_ID, userId, userSig });
  open.push(client);
  return client;
}

async function loggedIn(userId: string): Promise<RawClient> {
  const client = await connected(userId);
  await client.login();
  return client;
}

const login = async (client: RawClient, identity?: Record<string, unknown>) =>
  (await client.request("im_open_status.wslogin", {}, identity)).ErrorCode;
const online = async () => (await harness.control<{ onlineUsers: string[] }>("state")).onlineUsers;
const isKnown = async (userId: string) => {
  const { ResultItem } = await harness.rest("im_open_login_svc/account_check", { CheckItem: [{ UserID: userId }] });
  return (ResultItem as { AccountStatus: string }[])[0]?.AccountStatus === "Imported";
};

for (const [when, isPastGrace] of Object.entries({ "moments ago": false, "long ago": true })) {
  test(`someone whose socket was lost ${when} is kicked on return when another login replaced it, and does not kick that one`, async () => {
    const own = isPastGrace ? harness : await startHarness({ callback: null, graceMs: 60_000 });
    const userId = freshId("user");
    const first = await own.logIn(userId);
    const a2 = first.identity();
    first.close();
    if (isPastGrace) await soon(online).not.toContain(userId);
    else await soon(() => own.control("state")).toMatchObject({ sockets: 0, onlineUsers: [userId] });
    const second = await own.logIn(userId);
    const options = { url: own.ready.proxyServer, sdkAppId: SDK_APP_ID, userId, userSig: own.sign(userId) };
    const back = await connectRawClient(options);
    const pushed: unknown[] = [];
    back.onPush((event) => pushed.push(event));
    expect(await login(back, a2)).toBe(70101);
    expect(pushed).toMatchObject([{ C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: 1 } }] }]);
    expect(await second.request("im_open_status.wshello", {})).toMatchObject({ ErrorCode: 0 });
    back.close();
    if (!isPastGrace) await own.close();
  });
}

test("the login ticket of the latest login outlives a lost socket", async () => {
  const userId = freshId("user");
  const first = await loggedIn(userId);
  first.close();
  const second = await loggedIn(userId);
  const a2 = second.identity();
  second.close();
  await soon(online).not.toContain(userId);
  expect(await login(await connected(userId), a2)).toBe(0);
});

test("a kick by the app voids the UserSigs the user has, and not a new one", async () => {
  const userId = freshId("kicked");
  const issuedSeconds = Math.floor(Date.now() / 1000) - 10;
  const old = signUserSig({ userId, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, issuedSeconds });
  expect(await login(await connected(userId, old))).toBe(0);
  expect(await harness.rest("im_open_login_svc/kick", { UserID: userId })).toMatchObject({ ErrorCode: 0 });
  expect(await login(await connected(userId, old))).toBe(70001);
  expect(await login(await connected(userId))).toBe(0);
});

test("whoever was away when the account was deleted does not bring it back", async () => {
  const userId = freshId("deleted");
  const client = await loggedIn(userId);
  const a2 = client.identity();
  client.close();
  await soon(online).not.toContain(userId);
  await harness.rest("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: userId }] });
  expect(await login(await connected(userId), a2)).toBe(70001);
  expect(await isKnown(userId)).toBe(false);
  expect(await login(await connected(userId))).toBe(0);
  expect(await isKnown(userId)).toBe(true);
});
