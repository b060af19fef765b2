import { spawnSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fingerprint } from "../emulators/runner/build";
import { run } from "../emulators/runner/command";

const EDGE = import.meta.dirname;
const ROOT = path.dirname(EDGE);

/** What the app is made of; the rest of the repository is not needed to build it. */
const SOURCES = ["app", "components", "lib", "messages", "public", "prisma/schema.prisma", "prisma/schema-engine.mjs"];
const FILES = [
  "cache-handler.cjs",
  "csp.cjs",
  "csp.d.cts",
  "tag-expiries.cjs",
  "instrumentation.ts",
  "next.config.ts",
  "prisma.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const OWN_FILES = ["edge/open-next.config.ts", "edge/page-cache.ts", "edge/wrangler.jsonc", "edge/package-lock.json"];

/** Where the copy of the app lies that is built. Below `edge`, so that its modules find those of `edge/node_modules`. */
const COPY = path.join(EDGE, ".build");
/** The bundled worker and its files. */
export const WORKER = path.join(COPY, "dist");
/** Files that are served as they are. */
export const ASSETS = path.join(COPY, ".open-next/assets");

/** Builds the app for workerd when its sources changed since the last time: a copy, so that the build for Node stays. */
export async function ensureWorker(): Promise<void> {
  const mark = path.join(COPY, "hiroba-sources");
  const now = await fingerprint(ROOT, SOURCES, [...FILES, ...OWN_FILES]);
  if ((await readFile(mark, "utf8").catch(() => "")) === now) return;
  console.log("Building the app for workerd (about a minute, only when sources changed) ...");
  await installTools();
  await copyApp();
  await generateClient();
  await runTool("@opennextjs/cloudflare/dist/cli/index.js", [
    "build",
    "--config",
    "edge/wrangler.jsonc",
    "--openNextConfigPath",
    "edge/open-next.config.ts",
  ]);
  await runTool("wrangler/bin/wrangler.js", ["deploy", "--config", "edge/wrangler.jsonc", "--dry-run", "--outdir", WORKER]);
  await writeFile(mark, now);
}

/** The adapter and the runtime, with the versions of edge/package-lock.json. */
export async function installTools(): Promise<void> {
  const wanted = await readFile(path.join(EDGE, "package-lock.json"), "utf8");
  const mark = path.join(EDGE, "node_modules/hiroba-lock");
  if ((await readFile(mark, "utf8").catch(() => "")) === wanted) return;
  await run(EDGE, "npm", ["install", "--no-audit", "--no-fund"], process.env, "quiet");
  await writeFile(mark, wanted);
}

async function copyApp(): Promise<void> {
  await rm(COPY, { recursive: true, force: true });
  await mkdir(COPY, { recursive: true });
  const isOurs = (file: string) => !file.includes(`${path.sep}generated`);
  for (const name of [...SOURCES, ...FILES, ...OWN_FILES])
    await cp(path.join(ROOT, name), path.join(COPY, name), { recursive: true, filter: isOurs });
  copyModules();
}

/** Hard links where the file system has them: the modules are large, and a symbolic link would lead the build out of the copy. */
function copyModules(): void {
  const [from, to] = [path.join(ROOT, "node_modules"), path.join(COPY, "node_modules")];
  for (const how of ["-al", "-a"]) if (spawnSync("cp", [how, from, to], { stdio: "ignore" }).status === 0) return;
  throw new Error(`could not copy ${from}`);
}

/** Prisma's client for workerd: it takes its query compiler as a module, because workerd compiles none at run time. */
async function generateClient(): Promise<void> {
  const file = path.join(COPY, "prisma/schema.prisma");
  const schema = await readFile(file, "utf8");
  await writeFile(file, schema.replace(/(generator client \{)/, '$1\n  runtime = "workerd"'));
  await run(COPY, process.execPath, ["node_modules/prisma/build/index.js", "generate"], process.env, "quiet");
}

/** Neither tool may reach the internet or ask anything. */
function runTool(script: string, args: string[]): Promise<void> {
  const env = {
    ...process.env,
    HIROBA_RUNTIME: "workerd",
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_HIDE_BANNER: "true",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    CI: "1",
  };
  return run(COPY, process.execPath, [path.join(EDGE, "node_modules", script), ...args], env, "quiet");
}
