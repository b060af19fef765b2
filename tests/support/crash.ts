import { expect } from "@playwright/test";
import { readRuntime, type System } from "./system";

/** `kill -9` of processes, all in one moment; resolves when the runner has started them again and the site answers. */
export async function crash(system: System, names: readonly string[]): Promise<void> {
  const { pids: before } = await readRuntime(system.dataDir);
  for (const name of names) process.kill(before[name] ?? 0, "SIGKILL");
  const isBack = async () => {
    const { pids, web } = await readRuntime(system.dataDir);
    if (names.some((name) => pids[name] === before[name])) return false;
    const health = await fetch(`${web}/api/health`).catch(() => null);
    return health?.ok === true;
  };
  await expect
    .poll(isBack, { timeout: 60_000, intervals: [50] })
    .toBe(true)
    .catch((error: Error) => {
      throw new Error(`${names.join(" and ")} did not come back\n${system.output().slice(-4_000)}`, { cause: error });
    });
}
