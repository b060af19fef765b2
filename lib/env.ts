import "server-only";
import { z } from "zod";

const secret = (minimum: number) => z.string().min(minimum, `must have at least ${minimum} characters`);
const url = (protocol: RegExp) =>
  z.url({ protocol, error: `must be an address like ${protocol.source.replaceAll("\\", "")}://...` });

/** `120=160,500=600`: so many coins for so much, in the smallest unit of the currency. */
const packs = z
  .string()
  .regex(/^\d{1,7}=\d{1,8}(,\d{1,7}=\d{1,8})*$/, "must be like 120=160,500=600: coins=price, separated by commas")
  .transform((text) => text.split(",").map((pack) => pack.split("=").map(Number)))
  .pipe(z.array(z.tuple([z.int().min(1), z.int().min(1)])).max(12))
  .transform((list) => list.map(([coins, amountMinor]) => ({ coins, amountMinor })));

/** Every variable that the app reads, checked once at the start. README.md has the same table for people. */
const schema = z.object({
  DATABASE_URL: url(/^postgres(ql)?$/),
  UPSTASH_REDIS_REST_URL: url(/^https?$/),
  UPSTASH_REDIS_REST_TOKEN: secret(1),
  AUTH_URL: url(/^https?$/),
  AUTH_SECRET: secret(32),
  AUTH_GITHUB_ID: z.string().optional(),
  AUTH_GITHUB_SECRET: z.string().optional(),
  AUTH_GOOGLE_ID: z.string().optional(),
  AUTH_GOOGLE_SECRET: z.string().optional(),
  IM_SDK_APP_ID: z.coerce.number("must be the number of your Chat application").int().positive(),
  IM_SECRET_KEY: secret(16),
  IM_ADMIN_USER_ID: z.string().default("administrator"),
  IM_REST_URL: url(/^https?$/).default("https://console.tim.qq.com"),
  IM_PROXY_SERVER: url(/^wss?$/).optional(),
  IM_CALLBACK_TOKEN: secret(8),
  IM_BROADCAST_API: z.enum(["on", "off"], "must be on or off").default("off"),
  BROADCAST_ROOMS_PER_SECOND: z.coerce.number().int().min(1).max(150).default(20),
  LIVE_PUSH_URL: url(/^rtmps?$/),
  LIVE_PULL_URL: url(/^https?$/),
  LIVE_PUSH_KEY: secret(8),
  LIVE_PULL_KEY: secret(8),
  LIVE_CALLBACK_KEY: secret(8),
  LIVE_API_SECRET_ID: secret(8).optional(),
  LIVE_API_SECRET_KEY: secret(8).optional(),
  LIVE_API_URL: url(/^https?$/).default("https://live.tencentcloudapi.com"),
  LIVE_APP_ID: z.coerce.number("must be the number of your Tencent Cloud account (APPID)").int(),
  OUTBOUND_ALLOWED_HOSTS: z
    .string()
    .regex(/^(\[?[\w.:-]+\]?:\d+[\s,]*)*$/, "must be host:port, separated by commas")
    .default(""),
  ENCODER_GRACE_SECONDS: z.coerce.number().int().min(5).default(60),
  SIGN_UPS_PER_HOUR: z.coerce.number().int().min(1).max(100_000).default(30),
  DAILY_ALLOWANCE_COINS: z.coerce.number().int().min(0).max(100_000).default(100),
  COIN_CURRENCY: z
    .string()
    .regex(/^[a-z]{3}$/, "must be a currency's three small letters, like jpy")
    .default("jpy"),
  COIN_PACKS: packs.prefault("120=160,500=600,1200=1300,3000=3100"),
  STRIPE_SECRET_KEY: secret(8).optional(),
  STRIPE_WEBHOOK_SECRET: secret(8).optional(),
  STRIPE_API_URL: url(/^https?$/).default("https://api.stripe.com"),
  TMS_SECRET_ID: secret(8).optional(),
  TMS_SECRET_KEY: secret(8).optional(),
  TMS_URL: url(/^https?$/).default("https://tms.tencentcloudapi.com"),
  TMS_REGION: z.string().default("ap-guangzhou"),
  TMS_BIZ_TYPE: z.string().optional(),
  TMS_TIMEOUT_MS: z.coerce.number().int().min(100).max(1_200).default(800),
  IMS_SECRET_ID: secret(8).optional(),
  IMS_SECRET_KEY: secret(8).optional(),
  IMS_URL: url(/^https?$/).default("https://ims.tencentcloudapi.com"),
  IMS_REGION: z.string().default("ap-guangzhou"),
  IMS_BIZ_TYPE: z.string().optional(),
  IMS_TIMEOUT_MS: z.coerce.number().int().min(100).max(10_000).default(4_000),
  MEMBERSHIP_PRICE_COINS: z.coerce.number().int().min(0).max(1_000_000).default(300),
  HOST_SHARE_PERCENT: z.coerce.number().int().min(0).max(100).default(50),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().default(3000),
});

/** Services that need both of their secrets: with one of them money would come in and coins would not, nothing be moderated, or no stream be cut. */
const pairs = [
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["TMS_SECRET_ID", "TMS_SECRET_KEY"],
  ["LIVE_API_SECRET_ID", "LIVE_API_SECRET_KEY"],
  ["IMS_SECRET_ID", "IMS_SECRET_KEY"],
] as const;
const complete = schema.superRefine((values, context) => {
  for (const [one, other] of pairs) {
    if (Boolean(values[one]) === Boolean(values[other])) continue;
    const [missing, present] = values[one] ? [other, one] : [one, other];
    context.addIssue({ code: "custom", path: [missing], message: `is not set, but ${present} is` });
  }
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The configuration. Throws one sentence per wrong variable, with its name; called at the start so that a bad one stops it. */
export function env(): Env {
  if (parsed) return parsed;
  const present = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = complete.safeParse(present);
  if (!result.success) throw new Error(describeIssues(result.error));
  parsed = result.data;
  return parsed;
}

function describeIssues(error: z.ZodError): string {
  const lines = error.issues.map((issue) => {
    const missing = issue.code === "invalid_type" && issue.input === undefined;
    return `  ${issue.path.join(".")} ${missing ? "is not set" : issue.message}`;
  });
  return `The configuration is not complete:\n${lines.join("\n")}\nSet them in the environment; the README explains each one.`;
}
