import path from "node:path";
import { ensureWorker, installTools } from "../edge/build";
import { run } from "../emulators/runner/command";

// Everything that `npm run test:edge` does: builds the app for workerd, and runs the HTTP tests against the whole platform
// with the app in workerd. Words after the command choose among the tests, as with `npm test`.

const root = path.resolve(import.meta.dirname, "..");
const bin = (script: string) => path.join(root, "node_modules", script);

try {
  await installTools();
  await run(root, process.execPath, [bin("typescript/bin/tsc"), "-p", "edge", "--noEmit"], process.env, "loud");
  await ensureWorker();
  const tests = ["test", "--project=edge", ...process.argv.slice(2)];
  const env = { ...process.env, HIROBA_TEST_MODE: "edge" };
  await run(root, process.execPath, [bin("@playwright/test/cli.js"), ...tests], env, "loud");
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
