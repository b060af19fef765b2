import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

// Everything that `npm test` does: find or install the browser and ffmpeg, run all tests, end with one plain count.

const root = path.resolve(import.meta.dirname, "..");
const reports = mkdtempSync(path.join(os.tmpdir(), "hiroba-reports-"));

function succeeds(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

function hasBrowser(): boolean {
  const known = [process.env.CHROMIUM_PATH ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", chromium.executablePath()];
  return known.some((file) => file !== "" && existsSync(file));
}

function aptInstall(name: string): boolean {
  if (process.getuid?.() !== 0 || !succeeds("apt-get", ["--version"])) return false;
  console.log(`Installing ${name} from the system's packages ...`);
  return succeeds("apt-get", ["update", "-qq"]) && succeeds("apt-get", ["install", "-y", "-qq", name]);
}

function provide(name: string, isThere: () => boolean, ways: (() => boolean)[], advice: string): void {
  if (isThere() || ways.some((way) => way() && isThere())) return;
  console.error(`${name} is needed for the tests. ${advice}`);
  process.exit(1);
}

provide(
  "Chromium",
  hasBrowser,
  [() => succeeds("npx", ["playwright", "install", "chromium"]), () => aptInstall("chromium")],
  "Install it, or set CHROMIUM_PATH to its program.",
);
provide(
  "ffmpeg",
  () => succeeds("ffmpeg", ["-version"]),
  [() => aptInstall("ffmpeg")],
  "Install it with your system's package manager.",
);

/** Runs a test tool with its ordinary output and gives what its JSON report says. */
function runTool(args: string[], env: Record<string, string>): number {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } }).status ?? 1;
}

function readReport(file: string) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

const unitReport = path.join(reports, "unit.json");
const unitStatus = runTool(
  ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
  {},
);
const browserReport = path.join(reports, "browser.json");
const browserStatus = runTool(
  ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...process.argv.slice(2)],
  {
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  },
);

const unit = readReport(unitReport) ?? { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const browser = readReport(browserReport)?.stats ?? { expected: 0, unexpected: 1, skipped: 0, flaky: 0 };
rmSync(reports, { recursive: true, force: true });
const passed = unit.numPassedTests + browser.expected + browser.flaky;
const failed = unit.numFailedTests + browser.unexpected;
const skipped = unit.numPendingTests + browser.skipped;
if (browser.flaky > 0)
  console.log(`\n${browser.flaky} of them passed only at the second try; the list above marks them as flaky.`);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(unitStatus === 0 && browserStatus === 0 ? 0 : 1);
