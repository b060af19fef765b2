import { spawnSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type * as SystemModule from "../support/system";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** What a fresh checkout does not have. */
const MADE_HERE =
  /^((edge\/)?node_modules|edge\/\.build|\.git|\.next|\.emulators|\.data.*|lib\/generated|test-results|.*\.tsbuildinfo)$/;

export interface Copy {
  root: string;
  /** `startSystem` of the copy: it builds and runs what lies in the copy. */
  startSystem: typeof SystemModule.startSystem;
  remove(): Promise<void>;
}

/** The repository as after `git clone` and `npm ci`, in a temporary folder, so that a build there disturbs nobody. */
export async function copyRepository(): Promise<Copy> {
  const root = await mkdtemp(path.join(os.tmpdir(), "hiroba-bench-"));
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    await cp(ROOT, root, { recursive: true, filter: (source) => !MADE_HERE.test(path.relative(ROOT, source)) });
    copyModules(root);
    const { startSystem }: typeof SystemModule = await import(path.join(root, "tests/support/system.ts"));
    return { root, startSystem, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Hard links where the file system has them: the modules are large, and a symbolic link would lead the build out of the copy. */
function copyModules(root: string): void {
  const [from, to] = [path.join(ROOT, "node_modules"), path.join(root, "node_modules")];
  for (const how of ["-al", "-a"]) if (spawnSync("cp", [how, from, to], { stdio: "ignore" }).status === 0) return;
  throw new Error(`could not copy ${from}`);
}
