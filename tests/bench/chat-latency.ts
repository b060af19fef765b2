import { rm } from "node:fs/promises";
import type { Browser } from "@playwright/test";
import { postJson, restUrl, SDK_APP_ID } from "../contract/chat/harness";
import type { RawAnswer } from "../contract/chat/raw-client";
import { serveSdk } from "../contract/chat/sdk-page";
import { signUserSig } from "../contract/chat/sign";
import { openRoom } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { type Metrics, note, percentile, rounded, sleep } from "./benchmark";
import { launchBrowser } from "./browser";
import { type Crowd, gatherCrowd } from "./chat-crowd";
import { openProbe, type Probe } from "./chat-probe";
import { processesOf, watchCpu } from "./processes";

const MESSAGES = 200;
const QUIET_MS = 400;
const BACK_TO_BACK = 50;
const CLIENTS = 200;
/** All messages of a second, the probes included: what Tencent lets through in one group. */
const PER_SECOND = 40;
const PROBES_PER_SECOND = 4;

export const about =
  "Two Chromium pages with the unmodified SDK in a room of the running system: from the call of `sendMessage` in one to the event in the " +
  "other, the app's before-send decision included. Idle: 200 messages, each 0.4 to 0.8 s after the one before has arrived. Back to back: " +
  "50 messages without that pause, which meet the 300 ms that the SDK rests after each poll. Loaded: 200 more clients in the room, 40 " +
  "messages a second together, four of them probes, until 200 probes are sent. `deliveredShare` is of all deliveries that were due under " +
  "load, to the 200 clients and the reading page; `overLimit` are messages that reached nobody, because a group passes 40 in one second " +
  "of the clock and drops the rest. The 200 clients share this process and the machine.";

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  const site = await serveSdk();
  const browser = await launchBrowser();
  try {
    return await measureRoom(system.runtime, browser, site.url);
  } finally {
    await browser.close();
    site.close();
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function measureRoom(runtime: Runtime, browser: Browser, page: string): Promise<Metrics> {
  const { sdkAppId, secretKey, proxyServer } = runtime.chat;
  if (sdkAppId !== SDK_APP_ID) throw new Error("the SDK page logs in to another application");
  const sign = (userId: string) => signUserSig({ userId, sdkAppId, secretKey });
  const groupId = await openGroup(runtime, sign(runtime.chat.adminUserId));
  const pids = processesOf(runtime);
  const probe = await openProbe(browser, page, groupId, { proxyServer: String(proxyServer), sign });

  const idleCpu = watchCpu(pids);
  const idle: number[] = [];
  for (let index = 0; index < MESSAGES; index++) {
    await sleep(QUIET_MS + ((index * 137) % QUIET_MS)); // the SDK waits in its next poll by then
    idle.push(await probe.sendAndWait(`idle ${index}`));
  }
  say("idle", idle, idleCpu());
  const backToBack: number[] = [];
  for (let index = 0; index < BACK_TO_BACK; index++) backToBack.push(await probe.sendAndWait(`back to back ${index}`));

  const crowd = await gatherCrowd(CLIENTS, groupId, { url: String(proxyServer), sdkAppId, sign });
  try {
    const loadedCpu = watchCpu(pids);
    const { times, due, arrived, overLimit } = await measureLoaded(probe, crowd);
    say("loaded", times, loadedCpu());
    note(`${arrived} of ${due} deliveries, ${overLimit} messages over the limit, ${crowd.counts().refused} refused`);
    return {
      idleP50Ms: rounded(percentile(idle, 0.5)),
      idleP99Ms: rounded(percentile(idle, 0.99)),
      loadedP50Ms: rounded(percentile(times, 0.5)),
      loadedP99Ms: rounded(percentile(times, 0.99)),
      deliveredShare: Number((arrived / due).toFixed(5)),
      overLimit,
      backToBackP50Ms: rounded(percentile(backToBack, 0.5)),
    };
  } finally {
    crowd.leave();
  }
}

/** The room as the studio stores it, with its group as the app would make it. */
async function openGroup(runtime: Runtime, usersig: string): Promise<string> {
  const { groupId, title } = await openRoom(runtime);
  const address = restUrl(runtime.chat.restBase, "group_open_http_svc/create_group", { usersig });
  const answer = await postJson<RawAnswer>(address, { Type: "AVChatRoom", Name: title.slice(0, 30), GroupId: groupId });
  if (answer.ErrorCode !== 0) throw new Error(`create_group: ${answer.ErrorCode} ${answer.ErrorInfo}`);
  return groupId;
}

interface Loaded {
  times: number[];
  due: number;
  arrived: number;
  overLimit: number;
}

async function measureLoaded(probe: Probe, crowd: Crowd): Promise<Loaded> {
  const stopTalk = crowd.talk(PER_SECOND - PROBES_PER_SECOND);
  const sent: string[] = [];
  const startedMs = performance.now();
  while (sent.length < MESSAGES) {
    const text = `loaded ${sent.length}`;
    sent.push(text);
    await probe.send(text);
    await sleep(Math.max(0, startedMs + (sent.length * 1000) / PROBES_PER_SECOND - performance.now()));
  }
  stopTalk();
  await sleep(2_000); // what is on its way may arrive
  const times = await probe.times(sent);
  const { accepted, received, distinct } = crowd.counts();
  const ofCrowd = await probe.readFromCrowd();
  const due = accepted * CLIENTS + MESSAGES * (CLIENTS + 1);
  return { times, due, arrived: received + ofCrowd + times.length, overLimit: accepted + MESSAGES - distinct };
}

function say(name: string, times: readonly number[], cpu: ReturnType<ReturnType<typeof watchCpu>>): void {
  const [p50, p99] = [percentile(times, 0.5).toFixed(1), percentile(times, 0.99).toFixed(1)];
  note(
    `${name}: ${times.length} messages, p50 ${p50} ms, p99 ${p99} ms, server ${cpu.serverCpuPercent ?? "?"} % CPU, ` +
      `this process ${cpu.generatorCpuPercent} % (without Chromium)`,
  );
}
