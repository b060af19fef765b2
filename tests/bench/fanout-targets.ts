import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { NODE_FLAGS } from "../../emulators/runner/services";
import { ADMIN, postJson, restUrl, SDK_APP_ID, SECRET_KEY } from "../contract/chat/harness";
import { signUserSig } from "../contract/chat/sign";
import { note, sleep } from "./benchmark";
import type { FanTarget, TargetKind } from "./fanout-protocols";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ROOM = "fanout";
const PEERS = path.join(os.tmpdir(), "hiroba-bench-peers");
const CONTROL_TOKEN = "bench";

/** A server under test, in a process of its own. */
export interface RunningTarget extends FanTarget {
  pid: number;
  stop(): Promise<void>;
}

export interface Bundles {
  chat: string;
  peer: string;
  clients: string;
}

/** Server, peers and load generator as plain JavaScript, as the product runs its emulators. */
export async function bundle(): Promise<Bundles> {
  const entryPoints = {
    chat: "emulators/chat/main.ts",
    peer: "tests/bench/fanout-peer-server.ts",
    clients: "tests/bench/fanout-clients.ts",
  };
  const outdir = path.join(ROOT, ".emulators/bench");
  const outExtension = { ".js": ".mjs" };
  const common = { bundle: true, platform: "node", format: "esm", target: "node20", packages: "external" } as const;
  await build({ absWorkingDir: ROOT, entryPoints, outdir, outExtension, ...common, logLevel: "warning" });
  const file = (name: string) => path.join(outdir, `${name}.mjs`);
  return { chat: file("chat"), peer: file("peer"), clients: file("clients") };
}

/** Starts a server of the kind; null when it is not to be had here. */
export async function startTarget(kind: TargetKind, bundles: Bundles, clients: number): Promise<RunningTarget | null> {
  if (kind === "hiroba") return startChat(bundles, clients, { messagesPerSecond: 1_000 });
  if (kind === "ws") return startLibrary(kind, bundles, []);
  if (kind === "socketio") return installSocketIo() ? startLibrary(kind, bundles, [PEERS]) : null;
  return kind === "nats" ? startNats() : startProsody();
}

/** Our own, with so many users who may log in; the limits are the usual ones unless others are given. */
export async function startChat(
  bundles: Bundles,
  clients: number,
  limits: { messagesPerSecond?: number } = {},
): Promise<RunningTarget> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "hiroba-fanout-"));
  const config = {
    dataDir,
    sdkAppId: SDK_APP_ID,
    secretKey: SECRET_KEY,
    adminUserId: ADMIN,
    callback: null,
    controlToken: CONTROL_TOKEN,
    ...limits,
  };
  const env = { ...process.env, EMULATOR_CONFIG: JSON.stringify(config) };
  const child = fork(bundles.chat, { env, execArgv: NODE_FLAGS.chat, stdio: "inherit" });
  const { ready } = await message<{ ready: { proxyServer: string; restBase: string } }>(child);
  const sign = (userId: string) => signUserSig({ userId, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY });
  const group = { Type: "AVChatRoom", Name: "fan-out", GroupId: ROOM };
  await postJson(restUrl(ready.restBase, "group_open_http_svc/create_group", { usersig: sign(ADMIN) }), group);
  const users = Array.from({ length: clients }, (_, index) => `fan_${index}`);
  const stop = async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  const signatures = Object.fromEntries(users.map((userId) => [userId, sign(userId)]));
  return { kind: "hiroba", url: ready.proxyServer, room: ROOM, sdkAppId: SDK_APP_ID, signatures, pid: child.pid ?? 0, stop };
}

async function startLibrary(kind: "ws" | "socketio", bundles: Bundles, args: string[]): Promise<RunningTarget> {
  const child = fork(bundles.peer, [kind, ...args], { execArgv: [], stdio: "inherit" });
  const { url } = await message<{ url: string }>(child);
  return { kind, url, room: ROOM, pid: child.pid ?? 0, stop: () => end(child) };
}

/** Installs it once in the temporary folder; false without a registry. */
function installSocketIo(): boolean {
  if (existsSync(path.join(PEERS, "node_modules/socket.io"))) return true;
  note("installing socket.io in the temporary folder");
  mkdirSync(PEERS, { recursive: true });
  const options = { cwd: PEERS, stdio: "ignore", timeout: 120_000 } as const;
  return spawnSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", PEERS, "socket.io@4"], options).status === 0;
}

async function startNats(): Promise<RunningTarget | null> {
  const program = programNamed("nats-server");
  if (!program) return null;
  const port = await freePort();
  const child = spawn(program, ["-a", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  return startedOn("nats", child, port, () => end(child));
}

async function startProsody(): Promise<RunningTarget | null> {
  const program = programNamed("prosody");
  if (!program) return null;
  const folder = await mkdtemp(path.join(os.tmpdir(), "hiroba-prosody-"));
  const port = await freePort();
  const config = path.join(folder, "prosody.cfg.lua");
  await writeFile(config, prosodyConfig(folder, port));
  const child = spawn(program, ["-F", "--config", config], { stdio: "ignore" });
  return startedOn("prosody", child, port, async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  });
}

/** No encryption, no limits, no history on disk, and no presence of each to each: only the messages are compared. */
function prosodyConfig(folder: string, port: number): string {
  return `
run_as_root = true
daemonize = false
pidfile = "${folder}/pid"
data_path = "${folder}"
log = { error = "${folder}/log" }
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
c2s_require_encryption = false
modules_enabled = { "saslauth"; "disco" }
modules_disabled = { "s2s"; "tls"; "offline"; "posix"; "limits" }
network_backend = "epoll"
VirtualHost "localhost"
  authentication = "anonymous"
Component "conference.localhost" "muc"
  restrict_room_creation = false
  muc_room_locking = false
  muc_room_default_history_length = 0
  muc_room_default_presence_broadcast = { visitor = false; participant = false; moderator = false }
`;
}

async function startedOn(
  kind: TargetKind,
  child: ChildProcess,
  port: number,
  stop: () => Promise<void>,
): Promise<RunningTarget | null> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    if (await answers(port)) return { kind, url: `ws://127.0.0.1:${port}`, room: ROOM, pid: child.pid ?? 0, stop };
    await sleep(100);
  }
  note(`${kind} did not start`);
  await stop();
  return null;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function programNamed(name: string): string | undefined {
  return ["/usr/sbin", "/usr/bin", "/usr/local/bin"].map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The next message of a child; rejects when it ends instead. */
export function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a process ended with code ${code}`));
    child.once("exit", onExit);
    child.once("message", (value) => {
      child.off("exit", onExit);
      resolve(value as T);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
}

/** The memory of a process that lies in RAM, in kB; null where the system does not tell. */
export function residentKb(pid: number): number | null {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}
