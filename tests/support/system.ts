import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../emulators/runner/ports";

const ROOT = path.resolve(import.meta.dirname, "../..");
const START_TIMEOUT_MS = 180_000;

/** What `DATA_DIR/runtime.json` holds, with the keys of `secrets.json` that tests sign with. */
export interface Runtime {
  web: string;
  database: string;
  redis: { url: string; token: string };
  chat: { proxyServer: string; restBase: string; sdkAppId: number; secretKey: string; adminUserId: string };
  live: { rtmp: string; http: string };
  control: { url: string; token: string };
  accounts: { role: string; name: string; email: string; password: string }[];
  pids: Record<string, number>;
  secrets: {
    authSecret: string;
    chat: { callbackToken: string };
    live: { pushKey: string; pullKey: string; callbackKey: string };
    streamName: string;
  };
}

export interface System {
  dataDir: string;
  runtime: Runtime;
  /** What the runner printed so far. */
  output(): string;
  /** Asks the runner to stop, and waits. */
  stop(): Promise<void>;
  /** Sends SIGINT to the runner's whole process group, as a terminal does. */
  interrupt(): Promise<void>;
  /** `kill -9` of the runner and of every process that it started. */
  kill(): Promise<void>;
}

/** Free ports for all that listens at a fixed place. */
export async function freePorts(): Promise<Record<string, string>> {
  const names = ["PORT", "CHAT_PORT", "LIVE_HTTP_PORT", "RTMP_PORT"];
  const ports = await Promise.all(names.map(() => freePort()));
  return Object.fromEntries(names.map((name, index) => [name, String(ports[index])]));
}

/** The environment without any variable that would make a service real, so that tests never reach one. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(DATABASE_URL|UPSTASH_|AUTH_|OUTBOUND_|IM_|LIVE_|CHAT_|RTMP_|RECORDINGS_|STRIPE_|TMS_|IMS_|COIN_|PORT$|HOST$|DATA_DIR$)/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "production" };
}

interface SystemOptions {
  dataDir?: string;
  ports?: Record<string, string>;
  /** Settings of the app. */
  env?: Record<string, string>;
  /** How the app is served: as `npm start` does, or by workerd. */
  mode?: string;
}

/** Runs `npm start` in a data directory (a new one by default) on free ports, until `Ready`. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), "hiroba-")));
  const env = { ...bareEnvironment(), DATA_DIR: dataDir, ...(options.ports ?? (await freePorts())), ...options.env };
  await rm(path.join(dataDir, "runtime.json"), { force: true });
  const runner = spawn(process.execPath, ["--import", "tsx", "emulators/run.ts", options.mode ?? "start"], {
    cwd: ROOT,
    env,
    detached: true,
  });
  // A test that fails before it stops the system must not leave it running.
  process.once("exit", () => runner.pid && killHard(-runner.pid));
  let text = "";
  runner.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  runner.stderr.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  await readiness(runner, () => text);
  const runtime = await readRuntime(dataDir);
  return {
    dataDir,
    runtime,
    output: () => text,
    interrupt: () => endOf(runner, () => process.kill(-(runner.pid ?? 0), "SIGINT")),
    stop: () => endOf(runner, () => runner.kill("SIGTERM")),
    kill: () =>
      endOf(runner, () => {
        for (const pid of [runner.pid, ...Object.values(runtime.pids)]) if (pid) killHard(pid);
      }),
  };
}

function readiness(runner: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${output()}`));
    const timer = setTimeout(() => fail("the system did not start"), START_TIMEOUT_MS);
    const look = () => {
      if (!/^Ready$/m.test(output())) return;
      clearTimeout(timer);
      resolve();
    };
    runner.stdout?.on("data", look);
    runner.once("exit", (code) => {
      clearTimeout(timer);
      fail(`the system ended with code ${code}`);
    });
  });
}

function endOf(runner: ChildProcess, end: () => void): Promise<void> {
  if (runner.exitCode !== null || runner.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    runner.once("exit", () => resolve());
    end();
  });
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // already gone
  }
}

/** Reads what a running system says of itself. */
export async function readRuntime(dataDir: string): Promise<Runtime> {
  const read = async (name: string) => JSON.parse(await readFile(path.join(dataDir, name), "utf8"));
  return { ...(await read("runtime.json")), secrets: await read("secrets.json") };
}
