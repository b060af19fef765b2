import path from "node:path";
import { build } from "esbuild";

const ROOT = path.resolve(import.meta.dirname, "../..");
const made = new Map<string, Promise<string>>();

/** The file of a program of ours as plain JavaScript, which starts many times sooner than the source; made once in each worker. */
export function programOf(entry: string): Promise<string> {
  const known = made.get(entry) ?? compile(entry);
  made.set(entry, known);
  return known;
}

async function compile(entry: string): Promise<string> {
  const name = entry.replace(/\.ts$/, "").replaceAll("/", "-");
  const outfile = path.join(ROOT, `.emulators/tests/${process.env.TEST_PARALLEL_INDEX ?? process.pid}/${name}.mjs`);
  const common = { bundle: true, platform: "node", format: "esm", target: "node20", packages: "external" } as const;
  await build({ absWorkingDir: ROOT, entryPoints: [entry], outfile, ...common, logLevel: "warning" });
  return outfile;
}
