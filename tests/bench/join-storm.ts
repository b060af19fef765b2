import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import path from "node:path";
import { openLiveRoom } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { type Metrics, note, percentile, rounded, sleep } from "./benchmark";
import { fillDirectory } from "./directory-rooms";
import { processesOf, watchCpu } from "./processes";
import type { StormOrder, StormReport } from "./storm-clients";

const VIEWERS = 2_000;
const SECONDS = 5;
const ROOMS = 1_000;
const FRONT = "/en";
const REST_SECONDS = 8;
const PROBE_EVERY_MS = 20;

export const about =
  "2,000 signed-in viewers enter one room, their beginnings spread evenly over 5 s: each loads the room's page, reads the snapshot, " +
  "takes a lease, and logs in to the chat and joins it over a socket of its own, with before- and after-callbacks to the app. At most 64 " +
  "are on their way at once, so a slower machine takes longer (`joinSeconds`, 90 at most), and `failed` did not get in. Meanwhile a program of its own " +
  "loads the front page of 1,000 rooms every 20 ms; `ratio` is its p95 in the storm to that at rest. App, emulators, viewers and probe " +
  "share the machine.";

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  try {
    return await measureStorm(system.runtime);
  } finally {
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function measureStorm(runtime: Runtime): Promise<Metrics> {
  await fillDirectory(runtime, ROOMS);
  const room = await openLiveRoom(runtime);
  const crowd = await startCrowd({ runtime, room, viewers: VIEWERS, seconds: SECONDS });
  try {
    const pids = processesOf(runtime);
    const rest = await probe(runtime.web + FRONT, sleep(REST_SECONDS * 1000));
    const cpu = watchCpu(pids);
    const storm = crowd.go();
    const inStorm = await probe(runtime.web + FRONT, storm);
    const report = await storm;
    note(`${report.entered} entered in ${report.seconds.toFixed(1)} s, server ${cpu().serverCpuPercent ?? "?"} % CPU`);
    const counted = await settledCount(runtime, room.id, report.entered);
    const [p95Rest, p95Storm] = [percentile(rest, 0.95), percentile(inStorm, 0.95)];
    return {
      viewers: VIEWERS,
      joinSeconds: rounded(report.seconds),
      directoryP95RestMs: rounded(p95Rest),
      directoryP95StormMs: rounded(p95Storm),
      ratio: rounded(p95Storm / p95Rest),
      entered: report.entered,
      failed: report.failed,
      counted,
      enterP50Ms: rounded(report.p50Ms),
      enterP99Ms: rounded(report.p99Ms),
    };
  } finally {
    crowd.end();
  }
}

interface Crowd {
  go(): Promise<StormReport>;
  end(): void;
}

/** The viewers are a process of their own, so that the probe's clock is not theirs. */
async function startCrowd(order: StormOrder): Promise<Crowd> {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "storm-clients.ts")], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.send(order);
  await answerOf(child);
  return {
    go: () => {
      child.send("go");
      return answerOf<StormReport>(child);
    },
    end: () => child.kill("SIGKILL"),
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the viewers' process ended"))),
  ]);
  return message;
}

/** Loads a page again and again, one after the other, until something is over; gives the milliseconds of each. */
async function probe(address: string, until: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  void until.then(over, over);
  while (!isOver) {
    const startedMs = performance.now();
    const answer = await fetch(address);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
    const tookMs = performance.now() - startedMs;
    times.push(tookMs);
    await sleep(Math.max(0, PROBE_EVERY_MS - tookMs));
  }
  return times;
}

/** The room's own count, once it has all of them or does not move any more. */
async function settledCount(runtime: Runtime, roomId: string, expected: number): Promise<number> {
  let last = -1;
  for (let look = 0; look < 20; look++) {
    const { onlineCount } = await (await fetch(`${runtime.web}/api/rooms/${roomId}`)).json();
    if (onlineCount >= expected || onlineCount === last) return onlineCount;
    last = onlineCount;
    await sleep(500);
  }
  return last;
}
