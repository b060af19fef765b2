import { createHash } from "node:crypto";
import { createInMemoryClient } from "js-redis-server";
import { shareValues } from "./keyspace";

/** Runs one Redis command given as words; rejects with an Error that carries Redis's own text. */
export type Call = (words: readonly string[]) => Promise<unknown>;

export interface RedisEngine {
  call: Call;
  close(): Promise<void>;
}

/** An in-process Redis that understands what Upstash understands. It keeps nothing on disk. */
export async function openEngine(): Promise<RedisEngine> {
  const client = await createInMemoryClient();
  shareValues(client);
  const raw: Call = ([name = "", ...rest]) => client.command(name, ...rest);
  return { call: withUpstashScripts(raw), close: async () => void (await client.close()) };
}

const SHEBANG = /^#!lua[^\n]*\n/;
const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

/**
 * Scripts made for Upstash may begin with `#!lua flags=allow-key-locking`, which other engines refuse.
 * The line is dropped, and the digest that clients compute from the whole text still finds the script.
 */
export function withUpstashScripts(call: Call): Call {
  const scripts = new Map<string, string>();
  const strip = (script: string) => {
    const bare = script.replace(SHEBANG, "");
    if (bare !== script) scripts.set(sha1(script), bare);
    return bare;
  };
  return async ([name = "", ...rest]) => {
    const command = name.toUpperCase();
    const first = rest[0] ?? "";
    if (command === "EVAL" || command === "EVAL_RO") return call([command, strip(first), ...rest.slice(1)]);
    if (command === "SCRIPT" && first.toUpperCase() === "LOAD") {
      const script = rest[1] ?? "";
      await call([command, "LOAD", strip(script)]);
      return sha1(script);
    }
    const known = command.startsWith("EVALSHA") ? scripts.get(first.toLowerCase()) : undefined;
    if (known !== undefined) return call([command.replace("SHA", ""), known, ...rest.slice(1)]);
    return call([command, ...rest]);
  };
}
