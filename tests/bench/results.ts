import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import os from "node:os";
import { type Metrics, median } from "./benchmark";

/** One run of one benchmark. */
export interface Report {
  name: string;
  machine: { system: string; processor: string; cores: number; memoryGb: number; loadBefore: number };
  versions: Record<string, string>;
  metrics: Metrics;
}

/** The machine, and how busy it was before the run: a figure taken on a busy machine is not the program's alone. */
export function machine(): Report["machine"] {
  const processors = os.cpus();
  return {
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    loadBefore: Number(os.loadavg()[0]?.toFixed(2)),
  };
}

/** What ran: this checkout, Node.js and the packages that the figures depend on. */
export function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const packages = ["next", "react", "@tencentcloud/chat", "mpegts.js", "@electric-sql/pglite", "js-redis-server"];
  const ofPackages = packages.map((name) => [name, require(`../../package.json`).dependencies[name]]);
  const git = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: import.meta.dirname, encoding: "utf8" });
  return { commit: git.status === 0 ? git.stdout.trim() : "unknown", node: process.version, ...Object.fromEntries(ofPackages) };
}

/** RESULTS.md: for each benchmark what it is, and the median and the single runs of each figure. */
export function results(reports: readonly Report[], about: ReadonlyMap<string, string>): string {
  const first = reports[0];
  if (!first) throw new Error("nothing was measured");
  const { system, processor, cores, memoryGb } = first.machine;
  const loads = reports.map((report) => report.machine.loadBefore);
  const lines = [
    "# Benchmark results",
    "",
    "Written by `npm run bench`: medians of the runs shown beside them. Server, load generator and browsers share the machine.",
    "",
    `- ${new Date().toISOString().slice(0, 10)}, ${system}, ${cores} cores (${processor}), ${memoryGb} GB`,
    `- load average before the runs: ${Math.min(...loads)} to ${Math.max(...loads)}`,
    `- ${Object.entries(first.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
  ];
  for (const [name, text] of about) {
    const runs = reports.filter((report) => report.name === name).map((report) => flat(report.metrics));
    lines.push("", `## ${name}`, "", text, "", "| figure | median | runs |", "|---|---|---|");
    for (const figure of Object.keys(runs[0] ?? {})) lines.push(row(figure, runs));
  }
  return `${lines.join("\n")}\n`;
}

function row(figure: string, runs: readonly Record<string, number | null>[]): string {
  const values = runs.map((run) => run[figure] ?? null);
  const known = values.filter((value) => value !== null);
  const middle = known.length === 0 ? "not measured" : String(median(known));
  return `| ${figure} | ${middle} | ${known.length === 0 ? "" : values.map((value) => value ?? "none").join(", ")} |`;
}

function flat(metrics: Metrics, before = ""): Record<string, number | null> {
  const parts = Object.entries(metrics).map(([name, value]) =>
    value !== null && typeof value === "object" ? flat(value, `${before}${name}.`) : { [before + name]: value },
  );
  return Object.assign({}, ...parts);
}
