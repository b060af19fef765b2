import type { ChildProcess } from "node:child_process";
import { Child } from "./child";
import { localSite } from "./services";
import type { Settings } from "./settings";

const READY_TIMEOUT_MS = 300_000;
const POLL_MS = 50;

/** How the app is served: by `next start`, by `next dev` while developing, or as a worker in workerd. */
export type Mode = "start" | "dev" | "edge";

const nextCli = (root: string) => `${root}/node_modules/next/dist/bin/next`;

/** The app's server. Ready when `/api/health` answers. */
export function webChild(
  root: string,
  mode: Mode,
  settings: Settings,
  env: NodeJS.ProcessEnv,
  events: { onGivenUp: (name: string) => void; onRestart: () => void },
): Child {
  const { PORT, HOST } = settings;
  return new Child({
    name: "web",
    command: [
      process.execPath,
      "--require",
      `${root}/emulators/runner/exit-with-parent.cjs`,
      ...(mode === "edge" ? ["--import", "tsx", `${root}/edge/serve.ts`] : [nextCli(root), mode, "-p", String(PORT), "-H", HOST]),
    ],
    env: {
      ...env,
      PORT: String(PORT),
      HOST: settings.localHost,
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    whenReady: (child) => waitForHealth(`${localSite(settings)}/api/health`, child),
    ...events,
  });
}

async function waitForHealth(address: string, child: ChildProcess): Promise<Record<string, unknown>> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error("the app ended before it was ready; its reason is above");
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (response?.ok) return {};
    if (Date.now() > deadline) throw new Error(`the app did not become ready: ${(await response?.text()) ?? "no answer"}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
