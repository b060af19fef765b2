import path from "node:path";
import { run } from "../emulators/runner/command";

// Everything that `npm run test:faults` does. Words after the command choose among the tests, as with `npm test`.

const root = path.resolve(import.meta.dirname, "..");

try {
  const tests = ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)];
  await run(root, process.execPath, tests, { ...process.env, HIROBA_TEST_MODE: "faults" }, "loud");
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
