import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Metrics, note, rounded, sleep } from "./benchmark";
import { copyRepository } from "./copy";
import { memoryMb, processesOf } from "./processes";

const REST_MS = 10_000;

export const about =
  "`npm start` until `Ready`, in a copy of the repository as after `npm ci`. Cold: nothing built, an empty data directory. " +
  "Warm: the second start in the same one. Memory is the proportional set (PSS) of the runner and all its processes, " +
  "ten seconds after the warm `Ready`, with the built-in channel on air and nobody watching.";

export async function measure(): Promise<Metrics> {
  const copy = await copyRepository();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "hiroba-"));
  try {
    const cold = await timedStart(() => copy.startSystem({ dataDir }));
    await cold.system.stop();
    note(`cold ${cold.seconds.toFixed(1)} s`);
    const warm = await timedStart(() => copy.startSystem({ dataDir }));
    note(`warm ${warm.seconds.toFixed(1)} s`);
    await sleep(REST_MS);
    const memory = memoryMb(processesOf(warm.system.runtime));
    await warm.system.stop();
    return {
      coldSeconds: rounded(cold.seconds),
      warmSeconds: rounded(warm.seconds),
      rssMb: memory === null ? null : rounded(memory),
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
    await copy.remove();
  }
}

async function timedStart<T>(start: () => Promise<T>): Promise<{ system: T; seconds: number }> {
  const startedMs = performance.now();
  const system = await start();
  return { system, seconds: (performance.now() - startedMs) / 1000 };
}
