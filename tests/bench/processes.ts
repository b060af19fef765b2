import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Runtime } from "../support/system";

/** Linux counts the time of processes in hundredths of a second. */
const TICKS_PER_SECOND = 100;

const hasProc = existsSync("/proc/self/smaps_rollup");

/** The runner of a system and every process below it; empty where there is no /proc. */
export function processesOf(runtime: Runtime): number[] {
  const web = runtime.pids.web;
  if (!hasProc || !web) return [];
  const runner = statOf(web)?.parent ?? web;
  return [runner, ...descendantsOf(runner)];
}

/** Every process below one; empty where there is no /proc. */
export function descendantsOf(pid: number): number[] {
  if (!hasProc) return [];
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? statOf(Number(name))?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (parent: number): number[] => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** Memory of processes in MB, a page that several share counted once (PSS); null where the system does not tell. */
export function memoryMb(pids: readonly number[]): number | null {
  if (pids.length === 0) return null;
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Processor seconds that living processes have used so far; null where the system does not tell. */
export function cpuSeconds(pids: readonly number[]): number | null {
  if (pids.length === 0) return null;
  return pids.reduce((sum, pid) => sum + (statOf(pid)?.ticks ?? 0), 0) / TICKS_PER_SECOND;
}

/** Notes the processor time of a system and of this process, and later gives both in percent of one core. */
export function watchCpu(pids: readonly number[]) {
  const [startedMs, server, own] = [performance.now(), cpuSeconds(pids), process.cpuUsage()];
  return () => {
    const seconds = (performance.now() - startedMs) / 1000;
    const { user, system } = process.cpuUsage(own);
    const later = cpuSeconds(pids);
    return {
      serverCpuPercent: server === null || later === null ? null : Math.round(((later - server) / seconds) * 100),
      generatorCpuPercent: Math.round((user + system) / 1e4 / seconds),
    };
  };
}

function statOf(pid: number): { parent: number; ticks: number } | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === "") return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" "); // a process name may hold spaces and brackets
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** A process may end between two looks; then there is nothing to read. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
