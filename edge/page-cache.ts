import type { CacheEntryType, CacheValue, IncrementalCache, NextModeTagCache } from "@opennextjs/aws/types/overrides.js";
import { Redis } from "@upstash/redis/cloudflare";
import { policyForHtml } from "../csp.cjs";

// The cache of rendered pages and cached reads for a worker, in Redis, with the three promises of cache-handler.cjs: it is of
// one build, each page carries the policy with the hashes of its own scripts, and an entry counts as old as the moment its
// rendering began. All workers share it, so a change that one of them makes is seen by all at the next request.
// Moments are Redis' own time in milliseconds with decimals, which is one clock for all.

/** A page is asked for within this time, or rendered anew. Bounds what strange addresses can fill. */
const ENTRY_SECONDS = 600;
/** Longer than any entry that an expiry could concern. */
const TAG_SECONDS = 2 * ENTRY_SECONDS;

const entryKey = (kind: string, key: string) => `edge:${process.env.OPEN_NEXT_BUILD_ID}:${kind}:${key}`;
const tagKey = (tag: string) => `edge:tag:${tag}`;

const NOW = `
local now = redis.call('TIME')
now = string.format('%.3f', now[1] * 1000 + now[2] / 1000)`;

/** KEYS: entry. Gives what is stored and the moment. */
const READ = `${NOW}
return {redis.call('GET', KEYS[1]) or '', now}`;

/** KEYS: tags. Notes the moment at which each was expired last. */
const EXPIRE = `${NOW}
for _, key in ipairs(KEYS) do redis.call('SET', key, now, 'EX', ARGV[1]) end
return 1`;

/** Gives the last moment at which one of the tags was expired, 0 when never. */
const LAST_EXPIRY = `
local last = 0
for _, key in ipairs(KEYS) do last = math.max(last, tonumber(redis.call('GET', key) or 0)) end
return string.format('%.3f', last)`;

/** A client for each use: a worker may not use a connection of another request. Texts stay as they are. */
function redis(): Redis {
  const { UPSTASH_REDIS_REST_URL: url = "", UPSTASH_REDIS_REST_TOKEN: token = "" } = process.env;
  return new Redis({ url, token, enableTelemetry: false, automaticDeserialization: false });
}

interface RequestStore {
  requestCache: { getOrCreate(name: string): Map<string, number> };
}

/** When this request asked for an entry, which is before it began to render it. */
function questions(): Map<string, number> | undefined {
  const { __openNextAls } = globalThis as { __openNextAls?: { getStore(): RequestStore | undefined } };
  return __openNextAls?.getStore()?.requestCache.getOrCreate("hiroba:questions");
}

/** Changes the headers themselves, and before anything is awaited: Next sends them with the answer that it just rendered. */
function addPolicy(value: CacheValue<CacheEntryType>): void {
  if (!("type" in value) || value.type !== "app" || value.html === undefined || !value.meta?.headers) return;
  value.meta.headers["content-security-policy"] = policyForHtml(value.html);
}

export const pageStore: IncrementalCache = {
  name: "hiroba-pages",
  async get(key, kind) {
    const [stored, now] = await redis().eval<[], [string, string]>(READ, [entryKey(kind ?? "cache", key)], []);
    questions()?.set(key, Number(now));
    return stored === "" ? null : JSON.parse(stored);
  },
  async set(key, value, kind) {
    addPolicy(value);
    const lastModified = questions()?.get(key) ?? 0;
    await redis().set(entryKey(kind ?? "cache", key), JSON.stringify({ value, lastModified }), { ex: ENTRY_SECONDS });
  },
  async delete(key) {
    await redis().del(entryKey("cache", key));
  },
};

async function lastExpiry(tags: readonly string[]): Promise<number> {
  return tags.length === 0 ? 0 : Number(await redis().eval<[], string>(LAST_EXPIRY, tags.map(tagKey), []));
}

export const tagStore: NextModeTagCache = {
  name: "hiroba-tags",
  mode: "nextMode",
  getLastRevalidated: lastExpiry,
  async hasBeenRevalidated(tags, lastModified = 0) {
    return (await lastExpiry(tags)) >= lastModified;
  },
  async writeTags(tags) {
    const names = tags.map((tag) => (typeof tag === "string" ? tag : tag.tag));
    if (names.length > 0) await redis().eval(EXPIRE, names.map(tagKey), [TAG_SECONDS]);
  },
};
