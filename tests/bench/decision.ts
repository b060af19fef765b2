import { mkdir, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { openLiveRoom, type TestRoom } from "../support/rooms";
import { imCallbackPath } from "../support/sign";
import type { Runtime } from "../support/system";
import { newViewer } from "../support/viewers";
import { type Metrics, median, note, percentile, rounded, sleep } from "./benchmark";
import { copyRepository } from "./copy";
import { processesOf, watchCpu } from "./processes";
import { message, patterns, word } from "./word-samples";

const WORDS = 20_000;
const PATTERNS = 500;
/** Words in one import: all at once take the embedded database longer than a transaction may. */
const PIECE = 2_000;
const PEOPLE = 100;
const RATE = 200;
const SECONDS = 10;
const ROUND_SECONDS = 4;
const ROUNDS = 3;
const CONNECTIONS = 16;
const BEFORE = "Group.CallbackBeforeSendMsg";
const BARE = "/api/bench-bare";

export const about =
  `The decision before a message is sent, asked as the chat service asks: \`POST /api/im/callback\` of the running system, signed, with messages of ${PEOPLE} people in one live room, ` +
  `against a list of ${WORDS} words and ${PATTERNS} regular expressions for all rooms. \`p50Ms\` and \`p99Ms\`: ${RATE} a second for ${SECONDS} s, each from the moment at which it was due. ` +
  `\`requestsPerSecond\`: ${CONNECTIONS} connections, each waiting for its answer, the median of ${ROUNDS} rounds that alternate with \`bare\`, a route handler of the same server that takes the same ` +
  "body unread and returns a small JSON. `shareOfBare` is the one through the other. Server, Redis, database and this process share the machine.";

export async function measure(): Promise<Metrics> {
  const copy = await copyRepository();
  try {
    await addBareRoute(copy.root);
    const system = await copy.startSystem();
    try {
      return await measureSystem(system.runtime);
    } finally {
      await system.stop();
      await rm(system.dataDir, { recursive: true, force: true });
    }
  } finally {
    await copy.remove();
  }
}

/** What Next itself costs: a handler that knows its answer. */
async function addBareRoute(root: string): Promise<void> {
  const folder = path.join(root, `app${BARE}`);
  await mkdir(folder, { recursive: true });
  const answer = `{ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" }`;
  await writeFile(path.join(folder, "route.ts"), `export const POST = async () => Response.json(${answer});\n`);
}

async function measureSystem(runtime: Runtime): Promise<Metrics> {
  const words = await fillList(runtime);
  const room = await openLiveRoom(runtime);
  const people: string[] = [];
  while (people.length < PEOPLE) people.push(await enter(runtime));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  const outcomes = new Map<number, number>();
  const decide = async () => {
    const answer = await ask(agent, runtime, imCallbackPath(runtime, BEFORE), bodyOf(room, people, words));
    outcomes.set(answer.ErrorCode, (outcomes.get(answer.ErrorCode) ?? 0) + 1);
  };
  const bare = async () => void (await ask(agent, runtime, BARE, bodyOf(room, people, words)));
  try {
    for (let count = 0; count < 200; count++) await (count % 2 ? decide() : bare()); // the list is read, the code is warm
    const cpu = watchCpu(processesOf(runtime));
    const times = await atRate(decide);
    const { serverCpuPercent, generatorCpuPercent } = cpu();
    const rounds = { decision: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.bare.push(await flatOut(bare));
      rounds.decision.push(await flatOut(decide));
    }
    if (outcomes.has(1)) throw new Error(`${outcomes.get(1)} decisions failed`);
    const [own, other] = [median(rounds.decision), median(rounds.bare)];
    const [p50Ms, p99Ms] = [rounded(percentile(times, 0.5)), rounded(percentile(times, 0.99))];
    note(
      `at ${RATE}/s p50 ${p50Ms} ms, p99 ${p99Ms} ms, server ${serverCpuPercent ?? "?"} % CPU, this process ${generatorCpuPercent} %; ` +
        `${own.toFixed(0)}/s, bare ${other.toFixed(0)}/s; answers ${JSON.stringify(Object.fromEntries(outcomes))}`,
    );
    const peers = { bare: { requestsPerSecond: rounded(other) } };
    return { p50Ms, p99Ms, requestsPerSecond: rounded(own), shareOfBare: rounded(own / other), peers };
  } finally {
    agent.destroy();
  }
}

/** Puts the words and expressions into the list of all rooms, by the route that admins use. Gives the words. */
async function fillList(runtime: Runtime): Promise<string[]> {
  const admin = await newViewer(runtime, { role: "admin" });
  const words = Array.from(new Set(Array.from({ length: WORDS * 1.2 }, word))).slice(0, WORDS);
  const files: object[][] = [patterns(PATTERNS).map((text) => ({ kind: "pattern", text }))];
  for (let from = 0; from < WORDS; from += PIECE) files.push(words.slice(from, from + PIECE).map((text) => ({ text })));
  for (const file of files) {
    const data = { format: "json", text: JSON.stringify(file), action: "refuse", isReplacing: false };
    const answer = await admin.http.post("/api/words/site/import", { data, timeout: 120_000 });
    if (!answer.ok()) throw new Error(`the list was not taken: ${answer.status()} ${await answer.text()}`);
  }
  return words;
}

/** Somebody whom the chat knows, as after coming into a room. */
async function enter(runtime: Runtime): Promise<string> {
  const { id, http: client } = await newViewer(runtime);
  await client.post("/api/im/usersig", { data: {} });
  await client.dispose();
  return id;
}

let last = 0;

function bodyOf({ groupId }: TestRoom, people: readonly string[], words: readonly string[]): string {
  last += 1;
  const from = people[last % people.length];
  return JSON.stringify({
    CallbackCommand: BEFORE,
    GroupId: groupId,
    Type: "AVChatRoom",
    From_Account: from,
    Operator_Account: from,
    Random: last,
    MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: message(words) } }],
    CloudCustomData: "",
    EventTime: Date.now(),
  });
}

function ask(agent: http.Agent, runtime: Runtime, path: string, body: string): Promise<{ ErrorCode: number }> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = http.request(`${runtime.web}${path}`, { agent, method: "POST", headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${path}: ${response.statusCode} ${text}`));
      });
    });
    request.once("error", reject);
    request.end(body);
  });
}

/** Asks at a steady rate, whatever the answers do. Gives how long each took from when it was due. */
async function atRate(decide: () => Promise<void>): Promise<number[]> {
  const startedMs = performance.now();
  return Promise.all(
    Array.from({ length: RATE * SECONDS }, async (_, index) => {
      const dueMs = startedMs + (index * 1_000) / RATE;
      await sleep(dueMs - performance.now());
      await decide();
      return performance.now() - dueMs;
    }),
  );
}

/** So many answers in a second, over kept connections that each wait for theirs. */
async function flatOut(askOnce: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  let count = 0;
  const lane = async () => {
    while (performance.now() - startedMs < ROUND_SECONDS * 1_000) {
      await askOnce();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return count / ((performance.now() - startedMs) / 1_000);
}
