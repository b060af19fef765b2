import { randomBytes, randomInt } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const account = z.object({ role: z.string(), name: z.string(), email: z.string(), password: z.string() });

const schema = z.object({
  authSecret: z.string(),
  redisToken: z.string(),
  controlToken: z.string(),
  chat: z.object({ sdkAppId: z.int(), secretKey: z.string(), callbackToken: z.string() }),
  live: z.object({ pushKey: z.string(), pullKey: z.string(), callbackKey: z.string() }),
  /** The stream of the built-in channel's room. */
  streamName: z.string(),
  accounts: z.array(account),
});

export type Secrets = z.infer<typeof schema>;

const EMBEDDED_SDK_APP_ID = 1_400_000_001;

/** The keys of this data directory, made at the first run and kept in `secrets.json` (mode 0600). */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, "secrets.json");
  const stored = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (stored !== null) return schema.parse(JSON.parse(stored));
  const secrets = makeSecrets();
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file); // in one step: half a file would stop every later start
  return secrets;
}

function makeSecrets(): Secrets {
  const key = () => randomBytes(32).toString("hex");
  const person = (role: string, name: string, mailbox: string) => ({
    role,
    name,
    email: `${mailbox}@example.com`,
    password: makePassword(),
  });
  return {
    authSecret: key(),
    redisToken: key(),
    controlToken: key(),
    chat: { sdkAppId: EMBEDDED_SDK_APP_ID, secretKey: key(), callbackToken: key() },
    live: { pushKey: key(), pullKey: key(), callbackKey: key() },
    streamName: `square${randomBytes(3).toString("hex")}`,
    accounts: [
      person("owner", "Kusunoki", "owner"),
      person("admin", "Mori", "admin"),
      person("host", "波多野 汐", "host"),
      person("host", "Tamsin", "host2"),
      person("user", "みなと", "viewer"),
      person("user", "小满", "viewer2"),
    ],
  };
}

/** Fourteen characters that are easy to read aloud and to type. */
function makePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  return Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join("");
}
