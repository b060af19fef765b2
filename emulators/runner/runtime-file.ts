import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Child } from "./child";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

/** What `DATA_DIR/runtime.json` tells tests, scripts and operators. */
export function describeRuntime(
  settings: Settings,
  secrets: Secrets,
  env: NodeJS.ProcessEnv,
  control: { url: string; token: string },
  children: readonly Child[],
) {
  return {
    web: settings.siteUrl,
    database: env.DATABASE_URL,
    redis: { url: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN },
    chat: {
      proxyServer: env.IM_PROXY_SERVER ?? null,
      restBase: env.IM_REST_URL,
      sdkAppId: Number(env.IM_SDK_APP_ID),
      secretKey: env.IM_SECRET_KEY,
      adminUserId: env.IM_ADMIN_USER_ID,
    },
    live: { rtmp: env.LIVE_PUSH_URL, http: env.LIVE_PULL_URL },
    control,
    accounts: settings.emulate.database ? secrets.accounts : [],
    pids: Object.fromEntries(children.map((child) => [child.name, child.pid])),
  };
}

/** Writes `runtime.json` (mode 0600) in one step, so that a reader never sees half of it. */
export async function writeRuntimeFile(dataDir: string, content: object): Promise<void> {
  const file = path.join(dataDir, "runtime.json");
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export async function removeRuntimeFile(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, "runtime.json"), { force: true });
}
