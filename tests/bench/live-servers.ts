import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../emulators/runner/ports";
import { PULL_KEY, PUSH_KEY, signed } from "../contract/live/support";
import { programOf } from "../support/programs";
import { note } from "./benchmark";

const PEERS = path.join(os.tmpdir(), "hiroba-bench-peers");
const PEER = "node-media-server@4.4.3";
const STREAM = "bench";

/** A live server under test, in a process of its own. */
export interface LiveServer {
  pid: number;
  pushUrl: string;
  pullUrl: string;
  stop(): Promise<void>;
}

export type LiveServerKind = "hiroba" | "hirobaBare" | "nodeMediaServer";

/** Starts a server of the kind; null when it is not to be had here. `hirobaBare` keeps no recording. */
export async function startLiveServer(kind: LiveServerKind): Promise<LiveServer | null> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "hiroba-bench-live-"));
  const server = await (kind === "nodeMediaServer" ? startPeer(dir) : startOurs(dir, kind === "hiroba"));
  if (!server) await rm(dir, { recursive: true, force: true });
  return server;
}

async function startOurs(dir: string, isRecorded: boolean): Promise<LiveServer> {
  const config = {
    rtmpPort: 0,
    httpPort: 0,
    dataDir: dir,
    pushDomain: "push.bench",
    pushKey: PUSH_KEY,
    pullKey: PULL_KEY,
    controlToken: "bench",
    maxConnectionsPerAddress: 500,
    recording: { except: isRecorded ? [] : [STREAM] },
  };
  const env = { ...process.env, EMULATOR_CONFIG: JSON.stringify(config) };
  const child = fork(await programOf("emulators/live/main.ts"), { env, execArgv: [], stdio: "inherit" });
  const { ready } = await message<{ ready: { rtmp: string; http: string } }>(child);
  const pushUrl = `${ready.rtmp}/${STREAM}?${signed(PUSH_KEY, STREAM)}`;
  const pullUrl = `${ready.http}/${STREAM}.flv?${signed(PULL_KEY, STREAM)}`;
  return { pid: child.pid ?? 0, pushUrl, pullUrl, stop: () => end(child, dir) };
}

/** Without authorization, HLS or recordings, which it has not: RTMP in and HTTP-FLV out. */
async function startPeer(dir: string): Promise<LiveServer | null> {
  if (!installPeer()) return null;
  const [rtmp, http] = [await freePort(), await freePort()];
  const file = path.join(dir, "peer.cjs");
  const config = { bind: "127.0.0.1", rtmp: { port: rtmp }, http: { port: http }, auth: { play: false, publish: false } };
  await writeFile(
    file,
    `const NodeMediaServer = require(${JSON.stringify(path.join(PEERS, "node_modules/node-media-server"))});
const server = new (NodeMediaServer.default ?? NodeMediaServer)(${JSON.stringify(config)});
server.run();
setTimeout(() => process.send({ isReady: true }), 500);
process.on("disconnect", () => process.exit());`,
  );
  const child = fork(file, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await message(child);
  const pushUrl = `rtmp://127.0.0.1:${rtmp}/live/${STREAM}`;
  return { pid: child.pid ?? 0, pushUrl, pullUrl: `http://127.0.0.1:${http}/live/${STREAM}.flv`, stop: () => end(child, dir) };
}

/** Installs it once in the temporary folder; false without a registry. */
function installPeer(): boolean {
  if (existsSync(path.join(PEERS, "node_modules/node-media-server"))) return true;
  note(`installing ${PEER} in the temporary folder`);
  mkdirSync(PEERS, { recursive: true });
  const options = { cwd: PEERS, stdio: "ignore", timeout: 120_000 } as const;
  return spawnSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", PEERS, PEER], options).status === 0;
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (value) => resolve(value as T));
    child.once("exit", (code) => reject(new Error(`a live server ended with code ${code}`)));
  });
}

async function end(child: ChildProcess, dir: string): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
  await rm(dir, { recursive: true, force: true });
}
