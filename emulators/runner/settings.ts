import { networkInterfaces } from "node:os";
import path from "node:path";
import { z } from "zod";

const port = (standard: number) => z.coerce.number("must be a port number").int().min(1).max(65535).default(standard);

/** The runner's own variables. What the app needs is listed in lib/env.ts; whatever is not set there is emulated. */
const schema = z.object({
  PORT: port(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be an address like postgres://user:password@host/name" })
    .optional(),
  CHAT_PORT: port(3010),
  LIVE_HTTP_PORT: port(3011),
  RTMP_PORT: port(1935),
  /** Of the built-in chat: what a room lets through in a second, and what becomes of a message that nobody judged in two. */
  CHAT_MESSAGES_PER_SECOND: z.coerce.number("must be a number").int().min(1).max(10_000).default(40),
  CHAT_BEFORE_SEND_DEFAULT: z.enum(["deliver", "refuse"], "must be deliver or refuse").default("deliver"),
  /** Of the built-in live service: disk for all recordings together. */
  RECORDINGS_GB: z.coerce.number("must be a number of gigabytes").positive().max(100_000).default(20),
  /** Addresses that browsers and encoders use, where they differ from the listening ones (a reverse proxy with TLS). */
  AUTH_URL: z.url().optional(),
  CHAT_PUBLIC_URL: z.url({ protocol: /^wss?$/ }).optional(),
  LIVE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  RTMP_PUBLIC_URL: z.url({ protocol: /^rtmps?$/ }).optional(),
});

export interface Settings extends z.infer<typeof schema> {
  dataDir: string;
  siteUrl: string;
  /** The address at which this machine itself reaches the site. */
  localHost: string;
  /** Which services have to be emulated, because their variables are not set. */
  emulate: { database: boolean; redis: boolean; chat: boolean; live: boolean };
}

/** Variables that make a service real. All of one group must be set, or none. */
const GROUPS = {
  database: ["DATABASE_URL"],
  redis: ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"],
  chat: ["IM_SDK_APP_ID", "IM_SECRET_KEY", "IM_CALLBACK_TOKEN"],
  live: ["LIVE_PUSH_URL", "LIVE_PULL_URL", "LIVE_PUSH_KEY", "LIVE_PULL_KEY", "LIVE_CALLBACK_KEY", "LIVE_APP_ID"],
} as const;

/** Reads the runner's settings. Throws one sentence that names the variable and what to do. */
export function readSettings(environment: NodeJS.ProcessEnv, root: string): Settings {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`${lines.join("\n")}\nCorrect it or leave it out.`);
  }
  const settings = result.data;
  const isAny = settings.HOST === "0.0.0.0" || settings.HOST === "::";
  const visibleHost = isAny ? (lanAddress() ?? "127.0.0.1") : settings.HOST;
  return {
    ...settings,
    dataDir: path.resolve(root, settings.DATA_DIR),
    siteUrl: settings.AUTH_URL ?? `http://${visibleHost}:${settings.PORT}`,
    localHost: isAny ? "127.0.0.1" : settings.HOST,
    emulate: {
      database: isUnset("database", present),
      redis: isUnset("redis", present),
      chat: isUnset("chat", present),
      live: isUnset("live", present),
    },
  };
}

/** This machine's first address in its network, for a site that listens on all of them. */
function lanAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}

function isUnset(group: keyof typeof GROUPS, present: Record<string, string | undefined>): boolean {
  const missing = GROUPS[group].filter((name) => present[name] === undefined);
  if (missing.length > 0 && missing.length < GROUPS[group].length) {
    throw new Error(`${missing.join(", ")}: not set, but others of ${group} are. Set all of them, or none to use the emulator.`);
  }
  return missing.length > 0;
}
