import { rm } from "node:fs/promises";
import { startSystem } from "./system";

/** Starts one system for all tests on free ports and in an empty data directory, and stops it after them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const system = await startSystem();
  process.env.HIROBA_TEST_DATA_DIR = system.dataDir;
  return async () => {
    await system.stop();
    if (process.env.HIROBA_KEEP) console.log(system.output());
    await rm(system.dataDir, { recursive: true, force: true });
  };
}
