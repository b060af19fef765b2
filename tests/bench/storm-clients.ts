import http from "node:http";
import { encode } from "next-auth/jwt";
import { newId } from "../../lib/ids";
import { connectRawClient, type RawClient } from "../contract/chat/raw-client";
import { signUserSig } from "../contract/chat/sign";
import type { TestRoom } from "../support/rooms";
import type { Runtime } from "../support/system";
import { percentile, sleep } from "./benchmark";

// The viewers of `join-storm`: a process of its own. Told what to do, it makes the sessions; told to go, it enters with all.

export interface StormOrder {
  runtime: Runtime;
  room: TestRoom;
  viewers: number;
  /** Over which the beginnings are spread. */
  seconds: number;
}

export interface StormReport {
  entered: number;
  failed: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

const MOST_AT_ONCE = 64;
/** A machine that is too slow for all of them is measured with those who got in until then. */
const MOST_SECONDS = 90;
const SESSION_COOKIE = "authjs.session-token";

interface Viewer {
  userId: string;
  userSig: string;
  cookie: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE });
const clients: RawClient[] = [];

async function makeViewers({ runtime, viewers }: StormOrder): Promise<Viewer[]> {
  const { sdkAppId, secretKey } = runtime.chat;
  return Promise.all(
    Array.from({ length: viewers }, async () => {
      const userId = newId();
      const token = { sub: userId, name: userId, email: `${userId}@example.com`, role: "user" };
      const session = await encode({ token, secret: runtime.secrets.authSecret, salt: SESSION_COOKIE });
      return { userId, userSig: signUserSig({ userId, sdkAppId, secretKey }), cookie: `${SESSION_COOKIE}=${session}` };
    }),
  );
}

async function enter({ runtime, room }: StormOrder, { userId, userSig, cookie }: Viewer, index: number): Promise<void> {
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`; // what a proxy in front would say
  const headers = { cookie, "x-forwarded-for": address };
  await ask("GET", `${runtime.web}/en/rooms/${room.id}`, headers);
  await ask("GET", `${runtime.web}/api/rooms/${room.id}`, headers);
  await ask("POST", `${runtime.web}/api/rooms/${room.id}/lease`, headers, JSON.stringify({ viewerId: newId() }));
  const { proxyServer: url, sdkAppId } = runtime.chat;
  const client = await connectRawClient({ url, sdkAppId, userId, userSig });
  clients.push(client);
  await client.login();
  await client.join(room.groupId);
}

function ask(method: string, address: string, headers: Record<string, string>, body?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = http.request(
      address,
      { method, agent, headers: { ...headers, "content-type": "application/json" } },
      (answer) => {
        answer.resume();
        answer.once("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${address}: ${answer.statusCode}`))));
        answer.once("error", reject);
      },
    );
    asking.once("error", reject);
    asking.end(body);
  });
}

async function storm(order: StormOrder, viewers: readonly Viewer[]): Promise<StormReport> {
  const startedMs = performance.now();
  const times: number[] = [];
  const failures = new Map<string, number>();
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < viewers.length; index = next++) {
      const dueMs = startedMs + (index / viewers.length) * order.seconds * 1000;
      await sleep(Math.max(0, dueMs - performance.now()));
      if (performance.now() - startedMs > MOST_SECONDS * 1000) return;
      const beganMs = performance.now();
      try {
        await enter(order, viewers[index] as Viewer, index);
        times.push(performance.now() - beganMs);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        failures.set(text, (failures.get(text) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, lane));
  for (const [text, count] of failures) console.error(`  ${count} times: ${text}`);
  return {
    entered: times.length,
    failed: viewers.length - times.length,
    seconds: (performance.now() - startedMs) / 1000,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  };
}

process.once("message", async (order: StormOrder) => {
  const viewers = await makeViewers(order);
  process.once("message", async () => process.send?.(await storm(order, viewers)));
  process.send?.("ready");
});
process.on("disconnect", () => process.exit(0));
