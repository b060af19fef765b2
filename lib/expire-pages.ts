import "server-only";
import { revalidateTag } from "next/cache";
import { instanceId } from "./instance";
import { expiredTagsKey, expiryKey } from "./keys";
import { logError } from "./log";
import { redis } from "./redis";

/** How long the tags that were expired are kept for other instances, in versions, which are at least milliseconds. */
const KEPT_VERSIONS = 120_000;

/**
 * Notes expired tags, each with the instance that has expired it already. Versions are the time in milliseconds but always
 * grow, so that an emptied Redis does not begin anew below what instances know.
 */
const NOTE = `
local version = math.max(tonumber(redis.call('HGET', KEYS[1], 'version') or '0') + 1, tonumber(ARGV[1]))
local text = string.format('%.0f', version)
redis.call('HSET', KEYS[1], 'version', text)
redis.call('HSETNX', KEYS[1], 'first', text)
for i = 2, #ARGV do redis.call('ZADD', KEYS[2], text, ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', version - ${KEPT_VERSIONS}))
return 1`;

/**
 * Pages with these tags are rendered anew: by this instance at the next request, by others when they next look for what was
 * expired, a quarter of a second later at most. Does not fail without Redis: a page is two seconds old at most in any case.
 */
export async function expirePages(tags: readonly string[], nowMs = Date.now()): Promise<void> {
  for (const tag of tags) revalidateTag(tag, { expire: 0 });
  const entries = tags.map((tag) => `${instanceId()} ${tag}`);
  try {
    await redis().eval(NOTE, [expiryKey, expiredTagsKey], [String(nowMs), ...entries]);
  } catch (error) {
    logError("other instances not told of expired pages", error, { tags: tags.join(" ") });
  }
}
