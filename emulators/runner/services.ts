import { createHmac } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import type { bundleEmulators } from "./bundle";
import { Child } from "./child";
import { freePort } from "./ports";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

const ADMIN_USER_ID = "administrator";
/** The application that the embedded CSS says it is. */
const LIVE_APP_ID = 1_250_000_000;
const LIVE_API_SECRET_ID = "AKIDhiroba";
/** Callbacks that fail are repeated after this long; Tencent waits a minute. */
const LIVE_RETRY_MS = 2_000;

const ready = z.object({
  url: z.string().optional(),
  proxyServer: z.string().optional(),
  restBase: z.string().optional(),
  rtmp: z.string().optional(),
  http: z.string().optional(),
  api: z.string().optional(),
  control: z.string().optional(),
});

/** The emulators that run, and what the app must be told about them. */
export interface Services {
  children: Child[];
  /** Control addresses by emulator; changes when one is started again. */
  controls: Map<string, string>;
  /** The app's variables, for services that are emulated and those that are not. */
  env: Record<string, string | undefined>;
}

type Bundle = Awaited<ReturnType<typeof bundleEmulators>>;

/** Flags of Node. By default, what V8 leaves uncollected takes more memory than a thousand idle chat connections. */
export const NODE_FLAGS: Partial<Record<keyof Bundle, string[]>> = { chat: ["--max-semi-space-size=2", "--optimize-for-size"] };

/** Starts, side by side, an emulator for each service that is not configured. */
export async function startServices(
  settings: Settings,
  secrets: Secrets,
  bundle: Bundle,
  events: { onGivenUp: (name: string) => void; onRestart: () => void },
): Promise<Services> {
  const services: Services = { children: [], controls: new Map(), env: {} };
  const start = async (name: keyof Bundle, config: object) => {
    const child = new Child({
      name,
      command: [process.execPath, "--enable-source-maps", ...(NODE_FLAGS[name] ?? []), bundle[name]],
      env: { ...process.env, EMULATOR_CONFIG: JSON.stringify(config) },
      onGivenUp: events.onGivenUp,
      onRestart: (again) => {
        noteControl(services, name, again);
        events.onRestart();
      },
    });
    services.children.push(child);
    const report = await child.start().catch((error: Error) => Promise.reject(new Error(`${name}: ${error.message}`)));
    noteControl(services, name, report);
    return ready.parse(report);
  };
  const { emulate } = settings;
  await Promise.all([
    emulate.database && startDatabase(settings, start, services),
    emulate.redis && startRedis(secrets, start, services),
    emulate.chat && startChat(settings, secrets, start, services),
    emulate.live && startLive(settings, secrets, start, services),
  ]);
  return services;
}

function noteControl(services: Services, name: string, report: Record<string, unknown>): void {
  if (typeof report.control === "string") services.controls.set(name, report.control);
}

type Start = (name: keyof Bundle, config: object) => Promise<z.infer<typeof ready>>;

async function startDatabase(settings: Settings, start: Start, { env }: Services): Promise<void> {
  const config = { host: "127.0.0.1", port: await freePort(), dataDir: path.join(settings.dataDir, "postgres") };
  env.DATABASE_URL = (await start("postgres", config)).url;
}

async function startRedis(secrets: Secrets, start: Start, { env }: Services): Promise<void> {
  const { redisToken: token, controlToken } = secrets;
  env.UPSTASH_REDIS_REST_URL = (await start("redis", { host: "127.0.0.1", port: await freePort(), token, controlToken })).url;
  env.UPSTASH_REDIS_REST_TOKEN = token;
}

async function startChat(settings: Settings, secrets: Secrets, start: Start, { env }: Services): Promise<void> {
  const { sdkAppId, secretKey, callbackToken } = secrets.chat;
  const report = await start("chat", {
    host: settings.HOST,
    port: settings.CHAT_PORT,
    dataDir: path.join(settings.dataDir, "chat"),
    sdkAppId,
    secretKey,
    adminUserId: ADMIN_USER_ID,
    callback: { url: `${localSite(settings)}/api/im/callback`, token: callbackToken },
    controlToken: secrets.controlToken,
    multiLogin: true,
    messagesPerSecond: settings.CHAT_MESSAGES_PER_SECOND,
    beforeSendDefault: settings.CHAT_BEFORE_SEND_DEFAULT,
  });
  env.IM_SDK_APP_ID = String(sdkAppId);
  env.IM_SECRET_KEY = secretKey;
  env.IM_ADMIN_USER_ID = ADMIN_USER_ID;
  env.IM_CALLBACK_TOKEN = callbackToken;
  env.IM_REST_URL = report.restBase;
  env.IM_PROXY_SERVER = settings.CHAT_PUBLIC_URL ?? publicAddress(settings, report.proxyServer);
}

async function startLive(settings: Settings, secrets: Secrets, start: Start, { env }: Services): Promise<void> {
  const { pushKey, pullKey, callbackKey } = secrets.live;
  const apiSecret = createHmac("sha256", secrets.authSecret).update("live api").digest("hex"); // older secrets.json hold none
  const report = await start("live", {
    host: settings.HOST,
    rtmpPort: settings.RTMP_PORT,
    httpPort: settings.LIVE_HTTP_PORT,
    dataDir: path.join(settings.dataDir, "live"),
    pushDomain: new URL(settings.RTMP_PUBLIC_URL ?? publicAddress(settings, `rtmp://${settings.HOST}:1`) ?? "").hostname,
    pushKey,
    pullKey,
    callback: { url: `${localSite(settings)}/api/css/callback`, key: callbackKey, appId: LIVE_APP_ID, retryMs: LIVE_RETRY_MS },
    controlToken: secrets.controlToken,
    api: { secretId: LIVE_API_SECRET_ID, secretKey: apiSecret },
    publicHttp: settings.LIVE_PUBLIC_URL ?? publicAddress(settings, `http://${settings.HOST}:${settings.LIVE_HTTP_PORT}/live`),
    // The built-in channel plays the same minute for ever: nobody wants to see that again.
    recording: { quotaBytes: Math.round(settings.RECORDINGS_GB * 2 ** 30), except: [secrets.streamName] },
  });
  env.LIVE_PUSH_URL = settings.RTMP_PUBLIC_URL ?? publicAddress(settings, report.rtmp);
  env.LIVE_PULL_URL = report.http;
  env.LIVE_PUSH_KEY = pushKey;
  env.LIVE_PULL_KEY = pullKey;
  env.LIVE_CALLBACK_KEY = callbackKey;
  env.LIVE_APP_ID = String(LIVE_APP_ID);
  env.LIVE_API_URL = report.api;
  env.LIVE_API_SECRET_ID = LIVE_API_SECRET_ID;
  env.LIVE_API_SECRET_KEY = apiSecret;
}

/** A listening address as others reach it: with the site's own host name where it listens on every network. */
function publicAddress(settings: Settings, address: string | undefined): string | undefined {
  return address?.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/, `//${new URL(settings.siteUrl).hostname}`);
}

/** Where the app listens, as seen from this machine. */
export function localSite(settings: Settings): string {
  return `http://${settings.localHost}:${settings.PORT}`;
}
