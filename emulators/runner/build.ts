import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "./command";

const SOURCES = ["app", "components", "lib", "messages", "public", "prisma/schema.prisma"];
const FILES = [
  "package.json",
  "package-lock.json",
  "next.config.ts",
  "csp.cjs",
  "cache-handler.cjs",
  "tag-expiries.cjs",
  "instrumentation.ts",
  "tsconfig.json",
];

/** Folders that tools fill. */
const MADE_HERE = ["generated", "node_modules", ".build"];

/** Builds the app when its sources changed since the last build. `force` builds in any case. */
export async function ensureBuild(root: string, options: { force?: boolean } = {}): Promise<void> {
  await ensureClient(root);
  const mark = path.join(root, ".next", "hiroba-sources");
  const now = await fingerprint(root, SOURCES, FILES);
  const built = await readFile(mark, "utf8").catch(() => "");
  if (built === now && !options.force) return;
  console.log("Building the app (about half a minute, only when sources changed) ...");
  // Types made for pages that are gone would fail the build's type check.
  for (const old of ["types", "dev/types"]) await rm(path.join(root, ".next", old), { recursive: true, force: true });
  await run(root, process.execPath, ["node_modules/next/dist/bin/next", "build"], buildEnvironment(), "quiet");
  await mkdir(path.dirname(mark), { recursive: true });
  await writeFile(mark, now);
}

/** Makes the database client when the schema changed since it was made. */
export async function ensureClient(root: string): Promise<void> {
  const mark = path.join(root, "lib/generated/prisma/schema-digest");
  const schema = await readFile(path.join(root, "prisma/schema.prisma"));
  const now = createHash("sha256").update(schema).digest("hex");
  const made = await readFile(mark, "utf8").catch(() => "");
  if (made === now) return;
  await run(root, process.execPath, ["node_modules/prisma/build/index.js", "generate"], process.env, "quiet");
  await writeFile(mark, now);
}

/** A build needs no service and no secret; telemetry would need the internet. */
function buildEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

/** Changes when one of the files does. What tools made, and packages, is left out. */
export async function fingerprint(root: string, folders: readonly string[], single: readonly string[]): Promise<string> {
  const lists = await Promise.all(folders.map((folder) => listFiles(path.join(root, folder))));
  const files = [...lists.flat(), ...single.map((file) => path.join(root, file))];
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

async function listFiles(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place];
  const entries = await readdir(place, { withFileTypes: true });
  const inner = entries.filter(({ name }) => !MADE_HERE.includes(name)).map(({ name }) => path.join(place, name));
  return (await Promise.all(inner.map(listFiles))).flat();
}
