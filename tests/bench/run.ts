import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Benchmark } from "./benchmark";
import { machine, type Report, section, versions, withSection } from "./results";

// `run.ts` measures all, three times each (`--once`: one time). `run.ts NAME` measures one once, with `--save` three times.
// All, and what is saved, is written to RESULTS.md, a section each; `--json` prints one line for programs.

const RUNS = process.argv.includes("--once") ? 1 : 3;
const RESULTS = path.join(import.meta.dirname, "RESULTS.md");

const benchmarks: Record<string, () => Promise<Benchmark>> = {
  start: () => import("./start"),
  directory: () => import("./directory"),
  "page-weight": () => import("./page-weight"),
  status: () => import("./status"),
  "join-storm": () => import("./join-storm"),
  "chat-latency": () => import("./chat-latency"),
  latency: () => import("./latency"),
  fanout: () => import("./fanout"),
  drops: () => import("./drops"),
  hostile: () => import("./hostile"),
  gifts: () => import("./gifts"),
  lottery: () => import("./lottery"),
  likes: () => import("./likes"),
  danmaku: () => import("./danmaku"),
  matcher: () => import("./matcher"),
  live: () => import("./live"),
  decision: () => import("./decision"),
};

async function measureOne(name: string): Promise<Report> {
  const benchmark = await benchmarks[name]?.();
  if (!benchmark) throw new Error(`There is no benchmark "${name}". There are: ${Object.keys(benchmarks).join(", ")}.`);
  console.error(name);
  const before = machine();
  return { name, machine: before, versions: versions(), metrics: await benchmark.measure() };
}

/** In a process of its own, so that no run inherits the memory or the open sockets of another. */
function measureApart(name: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const args = ["--import", "tsx", import.meta.filename, name, "--json"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(JSON.parse(output.trim().split("\n").at(-1) ?? ""));
      else reject(new Error(`${name} ended with code ${code}`));
    });
  });
}

async function measureAndSave(names: readonly string[]): Promise<void> {
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run++) {
    for (const name of names) reports.push(await measureApart(name));
  }
  for (const name of names) {
    const ofName = reports.filter((report) => report.name === name);
    const text = section(ofName, (await benchmarks[name]?.())?.about ?? "");
    await writeFile(RESULTS, withSection(await readFile(RESULTS, "utf8"), name, text));
  }
  console.log(`Written to ${path.relative(process.cwd(), RESULTS)}`);
}

const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
try {
  const isSaved = names.length === 0 || process.argv.includes("--save");
  if (isSaved) await measureAndSave(names.length === 0 ? Object.keys(benchmarks) : names);
  for (const name of isSaved ? [] : names) {
    const report = await measureOne(name);
    console.log(process.argv.includes("--json") ? JSON.stringify(report) : JSON.stringify(report.metrics, null, 2));
  }
} catch (error) {
  console.error(error instanceof Error ? [error.message, error.cause ?? ""].join(" ") : String(error));
  process.exit(1);
}
process.exit(0);
