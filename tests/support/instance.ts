import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { freePort } from "../../emulators/runner/ports";
import { bareEnvironment, type Runtime } from "./system";

const ROOT = path.resolve(import.meta.dirname, "../..");
const START_TIMEOUT_MS = 60_000;

export interface Instance {
  /** The same system at another address: what is asked through it is answered by this instance. */
  runtime: Runtime;
  /** The process, to be killed or held. */
  process: ChildProcess;
  stop(): Promise<void>;
}

/** One more `next start` on the PostgreSQL, the Redis and the vendors of a running system, as behind a load balancer. */
export async function startInstance(runtime: Runtime, changes: Record<string, string> = {}): Promise<Instance> {
  const port = String(await freePort());
  const env = { ...bareEnvironment(), ...appEnvironment(runtime), PORT: port, HOST: "127.0.0.1", ...changes };
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "start", "-p", port, "-H", "127.0.0.1"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const web = `http://127.0.0.1:${port}`;
  await untilHealthy(web, child);
  return {
    runtime: { ...runtime, web },
    process: child,
    stop: async () => {
      process.off("exit", end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** What the runner tells the app, read from what it tells tests. */
function appEnvironment({ web, database, redis, chat, live, secrets }: Runtime): Record<string, string> {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: database,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redis.token,
    AUTH_URL: web,
    AUTH_SECRET: secrets.authSecret,
    AUTH_TRUST_HOST: "true",
    IM_SDK_APP_ID: String(chat.sdkAppId),
    IM_SECRET_KEY: chat.secretKey,
    IM_ADMIN_USER_ID: chat.adminUserId,
    IM_CALLBACK_TOKEN: secrets.chat.callbackToken,
    IM_REST_URL: chat.restBase,
    IM_PROXY_SERVER: chat.proxyServer,
    LIVE_PUSH_URL: live.rtmp,
    LIVE_PULL_URL: live.http,
    LIVE_PUSH_KEY: secrets.live.pushKey,
    LIVE_PULL_KEY: secrets.live.pullKey,
    LIVE_CALLBACK_KEY: secrets.live.callbackKey,
    LIVE_APP_ID: "1250000000",
  };
}

async function untilHealthy(web: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("the second instance ended before it was ready");
    const answer = await fetch(`${web}/api/health`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`the second instance did not become ready: ${await answer?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
