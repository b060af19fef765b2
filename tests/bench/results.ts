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
  const { dependencies, devDependencies } = require("../../package.json");
  const packages = ["next", "react", "@tencentcloud/chat", "mpegts.js", "@electric-sql/pglite", "js-redis-server", "danmaku"];
  const ofPackages = packages.map((name) => [name, { ...dependencies, ...devDependencies }[name]]);
  const git = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: import.meta.dirname, encoding: "utf8" });
  return { commit: git.status === 0 ? git.stdout.trim() : "unknown", node: process.version, ...Object.fromEntries(ofPackages) };
}

/** The section of RESULTS.md of one benchmark: what it is, where it ran, median and single runs of each figure, medians of the peers. */
export function section(reports: readonly Report[], about: string): string {
  const [first] = reports;
  if (!first) throw new Error("nothing was measured");
  const { system, processor, cores, memoryGb } = first.machine;
  const loads = reports.map((report) => report.machine.loadBefore);
  const load = loads.length > 1 ? `${Math.min(...loads)} to ${Math.max(...loads)}` : loads[0];
  const runs = reports.map((report) => flat(report.metrics));
  const figures = Object.keys(runs[0] ?? {});
  const own = figures.filter((figure) => !figure.startsWith("peers."));
  const peers = [...new Set(figures.filter((figure) => !own.includes(figure)).map((figure) => figure.split(".")[1] ?? ""))];
  return [
    `## ${first.name}`,
    "",
    about,
    "",
    `Measured ${new Date().toISOString().slice(0, 10)} on ${cores} cores (${processor}), ${memoryGb} GB, ${system}; load average before: ${load}. ` +
      `${Object.entries(first.versions)
        .map((version) => version.join(" "))
        .join(", ")}.`,
    "",
    `| ${["figure", "median", "runs", ...peers].join(" | ")} |`,
    `${"|---".repeat(3 + peers.length)}|`,
    ...own.map((figure) => row(figure, peers, runs)),
    "",
  ].join("\n");
}

const TITLE = "# Benchmark results\n\nWritten by `npm run bench`. Server, load generator and browsers share the machine.\n";

/** RESULTS.md with the named section replaced, or added at the end. */
export function withSection(document: string, name: string, text: string): string {
  const sections = document.split(/^(?=## )/m).filter((part) => part.startsWith("## "));
  const at = sections.findIndex((part) => part.startsWith(`## ${name}\n`));
  if (at < 0) sections.push(text);
  else sections[at] = text;
  return `${[TITLE, ...sections].map((part) => part.trimEnd()).join("\n\n")}\n`;
}

function row(figure: string, peers: readonly string[], runs: readonly Record<string, number | null>[]): string {
  const values = runs.map((run) => run[figure] ?? null);
  const all = values.every((value) => value === null) ? "" : values.map((value) => value ?? "none").join(", ");
  const ofPeers = peers.map((peer) => middle(runs.map((run) => run[`peers.${peer}.${figure}`] ?? null)) ?? "");
  return `| ${[figure, middle(values) ?? "not measured", all, ...ofPeers].join(" | ")} |`;
}

function middle(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}

function flat(metrics: Metrics, before = ""): Record<string, number | null> {
  const parts = Object.entries(metrics).map(([name, value]) =>
    value !== null && typeof value === "object" ? flat(value, `${before}${name}.`) : { [before + name]: value },
  );
  return Object.assign({}, ...parts);
}
