import { randomInt } from "node:crypto";
import { rm } from "node:fs/promises";
import { RoomLikes } from "../../components/likes/room-likes";
import { newId } from "../../lib/ids";
import { gatheringMs } from "../../lib/likes/rules";
import type { LikeBatch } from "../../lib/likes/schema";
import { type RoomSnapshot, roomSnapshot } from "../../lib/rooms/schema";
import { connectRawClient, type RawClient } from "../contract/chat/raw-client";
import { signUserSig } from "../contract/chat/sign";
import { openLiveRoom } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { type Metrics, note, rounded, sleep } from "./benchmark";
import { processesOf, watchCpu } from "./processes";

const PEOPLE = 1_000;
const TAPS_PER_SECOND = 5;
const SECONDS = 30;
const JOINED_AT_ONCE = 10;
const MESSAGE_EVENT = 3;

export const about =
  `${PEOPLE} clients of the chat in one live room of the running system, each with the product's own code for likes and the socket protocol of the SDK, ` +
  `tap ${TAPS_PER_SECOND} times a second for ${SECONDS} s. \`counted\` is the session's total after the last batch; \`messagesPerSecond\` are the messages about likes that ` +
  `one of them got while all tapped, and the most in one second of the chat's clock; \`mostWhenAllLeave\` is the most in a second after that, when all pages are left in ` +
  "the same moment: the service asks a thousand times at once, and lets pass what is not answered within two seconds, 40 a second at most. `batches` is how often the server was asked. All share this process and the machine.";

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  try {
    return await measureRoom(system.runtime);
  } finally {
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function measureRoom(runtime: Runtime): Promise<Metrics> {
  const room = await openLiveRoom(runtime);
  const clients = await enter(runtime, room.groupId);
  const { onlineCount } = await snapshotOf(runtime, room.id);
  note(`${PEOPLE} clients joined; the room says ${onlineCount}`);

  const perSecond = new Map<number, number>();
  clients[0]?.onMessage((item) => {
    if (item.Event !== MESSAGE_EVENT || !/"(room\.likes|like)\\"/.test(JSON.stringify(item.MsgBody))) return;
    const second = Number(item.MsgTimeStamp);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  });
  let batches = 0;
  const people = clients.map((client) => {
    const send = (batch: LikeBatch) => {
      batches += 1;
      return sendBatch(client, room.groupId, batch);
    };
    const pause = () => gatheringMs(onlineCount, Math.random());
    return new RoomLikes({ send, gatheringMs: pause, newBatchId: newId, nowMs: Date.now }, 0);
  });

  const cpu = watchCpu(processesOf(runtime));
  const { taps, leftAtMs } = await tap(people);
  const { serverCpuPercent, generatorCpuPercent } = cpu();
  const counted = await settled(runtime, room.id, taps);
  for (const client of clients) client.close();

  const lastSecond = Math.floor(leftAtMs / 1_000);
  const tapping = [...perSecond].filter(([second]) => second < lastSecond).map(([, messages]) => messages);
  const leaving = [...perSecond].filter(([second]) => second >= lastSecond).map(([, messages]) => messages);
  note(`${taps} taps, ${counted} counted, server ${serverCpuPercent ?? "?"} % CPU, this process ${generatorCpuPercent} %`);
  return {
    taps,
    counted,
    messagesPerSecond: rounded(tapping.reduce((sum, one) => sum + one, 0) / SECONDS),
    mostMessagesInASecond: Math.max(...tapping),
    mostWhenAllLeave: Math.max(0, ...leaving),
    batches,
  };
}

/** Logs people in and lets them join, ten at once. */
async function enter(runtime: Runtime, groupId: string): Promise<RawClient[]> {
  const { sdkAppId, secretKey, proxyServer } = runtime.chat;
  const clients: RawClient[] = [];
  const one = async (userId: string) => {
    const userSig = signUserSig({ userId, sdkAppId, secretKey });
    const client = await connectRawClient({ url: proxyServer, sdkAppId, userId, userSig });
    await client.login();
    await client.join(groupId);
    clients.push(client);
  };
  for (let from = 0; from < PEOPLE; from += JOINED_AT_ONCE) {
    await Promise.all(Array.from({ length: JOINED_AT_ONCE }, (_, index) => one(`fan_${from + index}`)));
  }
  return clients;
}

/** Everybody taps, not together; then all pages are left, which sends what is gathered. Gives the number of taps, and when the pages are left. */
async function tap(people: readonly RoomLikes[]): Promise<{ taps: number; leftAtMs: number }> {
  let taps = 0;
  const everyMs = 1_000 / TAPS_PER_SECOND;
  const closes = people.map((person) => person.open());
  await Promise.all(
    people.map(async (person) => {
      await sleep(Math.random() * everyMs);
      const startedMs = performance.now();
      for (let count = 0; count < TAPS_PER_SECOND * SECONDS; count++) {
        await sleep(Math.max(0, startedMs + count * everyMs - performance.now()));
        person.tap();
        taps += 1;
      }
    }),
  );
  const leftAtMs = Date.now();
  for (const close of closes) close();
  return { taps, leftAtMs };
}

/** Sends a batch as the SDK does; as in the product, what is refused for good is not tried again. */
async function sendBatch(client: RawClient, groupId: string, batch: LikeBatch): Promise<boolean> {
  const answer = await client.request("group_open_http_svc.send_group_msg", {
    GroupId: groupId,
    Random: randomInt(2 ** 31),
    MsgPriority: "Low",
    MsgBody: [{ MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(batch), Desc: "", Ext: "" } }],
  });
  if (answer.ErrorCode === 0) return true;
  if (answer.ErrorCode >= 10_100 && answer.ErrorCode <= 10_200) return false;
  throw new Error(`${answer.ErrorCode} ${answer.ErrorInfo}`);
}

async function snapshotOf(runtime: Runtime, roomId: string): Promise<RoomSnapshot> {
  const answer = await fetch(`${runtime.web}/api/rooms/${roomId}`);
  return roomSnapshot.parse(await answer.json());
}

/** The total once it is what was tapped, or does not move any more. */
async function settled(runtime: Runtime, roomId: string, taps: number): Promise<number> {
  let before = -1;
  for (;;) {
    const { likeCount } = await snapshotOf(runtime, roomId);
    if (likeCount === taps || likeCount === before) return likeCount;
    before = likeCount;
    await sleep(5_000);
  }
}
