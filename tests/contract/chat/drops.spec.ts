import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { openLink } from "./drops-link";
import { freshId, type Harness, startHarness } from "./harness";
import { type SdkCopy, SdkProcess } from "./sdk-process";

let harness: Harness;
let sdks: SdkProcess;

test.beforeAll(async () => {
  harness = await startHarness({ callback: null, messagesPerSecond: 400 });
  sdks = await SdkProcess.start();
});
test.afterAll(async () => {
  await sdks.close();
  await harness.close();
});

/** An SDK in the group, over a network of its own. */
async function viewer(groupId: string, options: object = {}) {
  const link = await openLink(harness.ready.proxyServer);
  const sdk = await sdks.open({ ready: { proxyServer: link.proxyServer }, sign: harness.sign }, options);
  await sdk.logIn(freshId("viewer"));
  expect(await sdk.join(groupId)).toMatchObject({ code: 0 });
  return { link, sdk };
}

/** Waits until a new connection is older than a second: the SDK takes an earlier break for an outage and pauses. */
async function reconnected(sdk: SdkCopy, link: { connections(): number }, before: number): Promise<void> {
  await soon(() => link.connections()).toBeGreaterThan(before);
  await sdk.call("getUserProfile", { userIDList: [freshId("nobody")] });
  await new Promise((resolve) => setTimeout(resolve, 1_200));
}

test("the SDK shows each message once and in order though its network is lost again and again, in both of its modes", async () => {
  const groupId = await harness.openGroup();
  const viewers = await Promise.all([viewer(groupId), viewer(groupId, { unlimitedAVChatRoom: true })]);
  const speaker = await harness.logIn();
  await speaker.join(groupId);
  const sent: string[] = [];
  let isOver = false;
  const speaking = (async () => {
    while (!isOver) {
      const text = `m${sent.length}`;
      sent.push(text);
      await Promise.all([speaker.send(groupId, text), new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const suffer = async ({ link, sdk }: (typeof viewers)[number]) => {
    for (let loss = 0; loss < 4; loss += 1) {
      const before = link.connections();
      await link.lose(400);
      await reconnected(sdk, link, before);
    }
  };
  await Promise.all(viewers.map(suffer));
  isOver = true;
  await speaking;
  for (const { link, sdk } of viewers) {
    await soon(async () => (await sdk.texts()).length).toBeGreaterThanOrEqual(sent.length);
    expect(await sdk.texts()).toEqual(sent);
    link.close();
  }
});

test("a message written while the network was lost is sent once", async () => {
  const groupId = await harness.openGroup();
  const { link, sdk } = await viewer(groupId);
  const reader = await harness.logIn();
  const read: unknown[] = [];
  reader.onMessage((item) => item.Event === 3 && read.push(item.MsgBody));
  await reader.join(groupId);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const lost = link.lose(500);
  const sending = sdk.send("Text", groupId, { text: "into the void" });
  await lost;
  expect(await sending).toMatchObject({ code: 0 });
  await sdk.send("Text", groupId, { text: "after" });
  await soon(() => read).toHaveLength(2);
  link.close();
});
