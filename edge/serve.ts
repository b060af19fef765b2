import { createHmac } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { Miniflare } from "miniflare";
import { ASSETS, WORKER } from "./build";

// Serves the built worker in workerd at HOST and PORT, and asks it for upkeep each second, as an edge platform's timer would.
// The environment becomes the worker's. Nothing is stored here: pages and tags are in Redis.

const UPKEEP_MS = 1_000;
const { HOST = "127.0.0.1", PORT = "3000", AUTH_SECRET = "" } = process.env;
const settings = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);

const worker = new Miniflare({
  name: "hiroba",
  host: HOST,
  port: Number(PORT),
  cf: false,
  telemetry: { enabled: false },
  modules: [
    { type: "ESModule", path: path.join(WORKER, "worker.js") },
    ...readdirSync(WORKER)
      .filter((name) => name.endsWith(".wasm"))
      .map((name) => ({ type: "CompiledWasm" as const, path: path.join(WORKER, name) })),
  ],
  modulesRoot: WORKER,
  compatibilityDate: "2026-04-01",
  compatibilityFlags: ["nodejs_compat"],
  serviceBindings: { WORKER_SELF_REFERENCE: "hiroba" },
  assets: {
    directory: ASSETS,
    binding: "ASSETS",
    routerConfig: { has_user_worker: true },
    assetConfig: { html_handling: "none", not_found_handling: "none" },
  },
  bindings: Object.fromEntries(settings),
});

process.once("SIGTERM", async () => {
  await worker.dispose();
  process.exit(0);
});
await worker.ready;

const upkeepToken = createHmac("sha256", AUTH_SECRET).update("hiroba maintenance").digest("hex");
async function upkeep(): Promise<void> {
  const headers = { authorization: `Bearer ${upkeepToken}` };
  const answer = await fetch(`http://${HOST}:${PORT}/api/maintenance`, { method: "POST", headers }).catch(String);
  if (typeof answer === "string" || !answer.ok)
    console.error(`upkeep fails: ${typeof answer === "string" ? answer : answer.status}`);
  setTimeout(upkeep, UPKEEP_MS).unref();
}
setTimeout(upkeep, UPKEEP_MS).unref();
