import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

/** The one table that `npm start` prints: addresses, then the demo accounts. */
export function reportLines(settings: Settings, secrets: Secrets, env: NodeJS.ProcessEnv): string[] {
  const { emulate } = settings;
  const local = (isEmulated: boolean) => (isEmulated ? "on this machine" : "configured");
  const addresses: [string, string, string][] = [
    ["Hiroba", settings.siteUrl, "open this in a browser"],
    ["Encoder (OBS)", env.LIVE_PUSH_URL ?? "", `the stream key is in the studio; ${local(emulate.live)}`],
    ["Streams", env.LIVE_PULL_URL ?? "", local(emulate.live)],
    ["Chat", env.IM_PROXY_SERVER ?? "Tencent Cloud", local(emulate.chat)],
    ["Database", redact(env.DATABASE_URL ?? ""), local(emulate.database)],
    ["Redis", env.UPSTASH_REDIS_REST_URL ?? "", local(emulate.redis)],
  ];
  const accounts = emulate.database
    ? secrets.accounts.map(({ role, email, password }): [string, string, string] => [role, email, password])
    : [];
  return [
    "",
    ...table(addresses),
    ...(accounts.length > 0 ? ["", "Demo accounts (role, email, password)"] : []),
    ...table(accounts),
    "",
  ];
}

function table(rows: readonly [string, string, string][]): string[] {
  const width = (column: 0 | 1) => Math.max(0, ...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map((row) => `  ${row[0].padEnd(first)}  ${row[1].padEnd(second)}  ${row[2]}`);
}

function redact(address: string): string {
  return address.replace(/\/\/[^@/]*@/, "//");
}
