import path from "node:path";
import { build } from "esbuild";

const ENTRIES = {
  postgres: "emulators/postgres/main.ts",
  redis: "emulators/redis/main.ts",
  chat: "emulators/chat/main.ts",
  live: "emulators/live/main.ts",
  channel: "emulators/live/channel/main.ts",
};

/** Compiles the emulators to plain JavaScript, so that each runs in a bare Node process. Gives the file of each. */
export async function bundleEmulators(root: string): Promise<Record<keyof typeof ENTRIES, string>> {
  const outdir = path.join(root, ".emulators");
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  return Object.fromEntries(Object.keys(ENTRIES).map((name) => [name, path.join(outdir, `${name}.mjs`)])) as Record<
    keyof typeof ENTRIES,
    string
  >;
}
