import { rm } from "node:fs/promises";
import http from "node:http";
import { newId } from "../../lib/ids";
import { RECONCILE_SQL, readReport } from "../../lib/wallet/reconcile";
import { openLiveRoom, type TestRoom, withDatabase } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";
import { type Metrics, note, percentile, rounded, sleep } from "./benchmark";
import { startPostgres } from "./postgres";
import { processesOf, watchCpu } from "./processes";

const PEOPLE = 100;
const RATE = 50;
const SECONDS = 20;
const FLAT_OUT_SECONDS = 8;
const PRICE = 10;
/** What the one wallet can pay, and what is asked of it: fewer than one person may order in a minute. */
const PAYABLE = 400;
const ASKED = 500;

export const about =
  `${PEOPLE} people give gifts in one live room of the running system, by \`POST /api/rooms/:id/gifts\`. \`p50Ms\` and \`p99Ms\`: ${RATE} orders a second for ` +
  `${SECONDS} s, each from the moment at which it was due until its answer. \`ordersPerSecond\`: all ${PEOPLE} one order after the other for ${FLAT_OUT_SECONDS} s. ` +
  `\`oneWalletPerSecond\`: ${PEOPLE} spenders on one wallet that can pay ${PAYABLE} of their ${ASKED} orders, and does. \`ledgerSum\` is the sum of all entries afterwards; ` +
  "a run in which an account drifted, or in which an order was lost, ends with an error. `postgres…` is the same on a PostgreSQL server of this machine " +
  "with its own settings. The system, its database and this process share the machine.";

export async function measure(): Promise<Metrics> {
  const embedded = await measureSystem("embedded");
  const server = await startPostgres();
  try {
    const real = server && (await measureSystem("PostgreSQL", server.url));
    return {
      ...embedded,
      postgresOrdersPerSecond: real?.ordersPerSecond ?? null,
      postgresP50Ms: real?.p50Ms ?? null,
      postgresP99Ms: real?.p99Ms ?? null,
      postgresOneWalletPerSecond: real?.oneWalletPerSecond ?? null,
      postgresLedgerSum: real?.ledgerSum ?? null,
    };
  } finally {
    await server?.stop();
  }
}

interface Figures extends Metrics {
  ordersPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  oneWalletPerSecond: number;
  ledgerSum: number;
}

async function measureSystem(name: string, database?: string): Promise<Figures> {
  const system = await startSystem(database ? { env: { DATABASE_URL: database } } : {});
  try {
    return await measureRoom(name, system.runtime);
  } finally {
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function measureRoom(name: string, runtime: Runtime): Promise<Figures> {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const people: Viewer[] = [];
  while (people.length < PEOPLE) people.push(await newViewer(runtime, { coins: 1_000_000 }));
  const agent = new http.Agent({ keepAlive: true, maxSockets: PEOPLE });
  const give = (viewer: Viewer) => order(agent, runtime, room, viewer);
  try {
    for (const viewer of people.slice(0, 20)) await give(viewer); // the first requests load the app's code
    const cpu = watchCpu(processesOf(runtime));
    const times = await atRate(people, give);
    const { serverCpuPercent, generatorCpuPercent } = cpu();
    const flatOut = await oneAfterTheOther(people, give);
    const oneWallet = await onOneWallet(runtime, give);
    const ledgerSum = await checkedSum(runtime, room, 20 + times.length + flatOut.count + PAYABLE);
    const [p50Ms, p99Ms] = [rounded(percentile(times, 0.5)), rounded(percentile(times, 0.99))];
    note(
      `${name}: ${flatOut.perSecond.toFixed(0)} orders/s; at ${RATE}/s p50 ${p50Ms} ms, p99 ${p99Ms} ms, longest ${Math.max(...times).toFixed(0)} ms, ` +
        `server ${serverCpuPercent ?? "?"} % CPU, this process ${generatorCpuPercent} %; one wallet ${oneWallet.toFixed(0)}/s`,
    );
    return { ordersPerSecond: rounded(flatOut.perSecond), p50Ms, p99Ms, oneWalletPerSecond: rounded(oneWallet), ledgerSum };
  } finally {
    agent.destroy();
  }
}

/** Orders at a steady rate, whatever the answers do. Gives how long each took from when it was due. */
async function atRate(people: readonly Viewer[], give: (viewer: Viewer) => Promise<number>): Promise<number[]> {
  const startedMs = performance.now();
  return Promise.all(
    Array.from({ length: RATE * SECONDS }, async (_, index) => {
      const dueMs = startedMs + (index * 1_000) / RATE;
      await sleep(dueMs - performance.now());
      expectStatus(await give(people[index % people.length] as Viewer), 201);
      return performance.now() - dueMs;
    }),
  );
}

async function oneAfterTheOther(
  people: readonly Viewer[],
  give: (viewer: Viewer) => Promise<number>,
): Promise<{ count: number; perSecond: number }> {
  const startedMs = performance.now();
  let count = 0;
  const spend = async (viewer: Viewer) => {
    while (performance.now() - startedMs < FLAT_OUT_SECONDS * 1_000) {
      expectStatus(await give(viewer), 201);
      count += 1;
    }
  };
  await Promise.all(people.map(spend));
  return { count, perSecond: count / ((performance.now() - startedMs) / 1_000) };
}

/** A hundred spend one wallet at once. Gives the answers in a second; throws unless it paid exactly what it could. */
async function onOneWallet(runtime: Runtime, give: (viewer: Viewer) => Promise<number>): Promise<number> {
  const viewer = await newViewer(runtime, { coins: PAYABLE * PRICE });
  const startedMs = performance.now();
  const perSpender = Array.from({ length: PEOPLE }, async () => {
    const statuses: number[] = [];
    while (statuses.length < ASKED / PEOPLE) statuses.push(await give(viewer));
    return statuses;
  });
  const statuses = (await Promise.all(perSpender)).flat();
  const paid = statuses.filter((status) => status === 201).length;
  if (paid !== PAYABLE) throw new Error(`the wallet paid ${paid} of ${PAYABLE} orders`);
  return ASKED / ((performance.now() - startedMs) / 1_000);
}

function order(agent: http.Agent, runtime: Runtime, room: TestRoom, { cookie }: Viewer): Promise<number> {
  const requestId = newId();
  const body = JSON.stringify({ giftId: "balloon", count: 1, expectedPrice: PRICE, requestId, comboId: requestId });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    origin: runtime.web,
    cookie: `${cookie.name}=${cookie.value}`,
  };
  return new Promise((resolve, reject) => {
    const address = `${runtime.web}/api/rooms/${room.id}/gifts`;
    const request = http.request(address, { agent, method: "POST", headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

function expectStatus(status: number, expected: number): void {
  if (status !== expected) throw new Error(`an order was answered with ${status}`);
}

/** The sum of the ledger. Throws when the books are not right, or hold another number of gifts than were paid. */
async function checkedSum(runtime: Runtime, room: TestRoom, paid: number): Promise<number> {
  return withDatabase(runtime, async (client) => {
    const report = readReport((await client.query(RECONCILE_SQL)).rows[0]);
    const orders = await client.query(`SELECT count(*)::int AS "count" FROM "GiftOrder" WHERE "roomId" = $1`, [room.id]);
    const stored = orders.rows[0].count;
    if (report.unbalanced + report.drifted > 0 || stored !== paid) {
      throw new Error(`the books are wrong: ${JSON.stringify(report)}, ${stored} orders of ${paid}`);
    }
    return report.difference;
  });
}
