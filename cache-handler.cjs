// The cache of rendered pages and cached reads, in the memory of one server process. Four things differ from Next's own:
// - a page never outlives the process that rendered it, so a restart does not show yesterday's rooms or addresses;
// - each page carries a Content Security Policy with the hashes of its own inline scripts, which a static header cannot know;
// - what another instance expires is expired here too, a quarter of a second later at most (tag-expiries.cjs);
// - an entry counts as old as the moment its rendering began, so a change made meanwhile still expires it.
// Plain CommonJS, because Next loads it unbundled. API: next/dist/docs/.../incrementalCacheHandlerPath.md
const { randomUUID } = require("node:crypto");
const { policyForHtml } = require("./csp.cjs");
const TagExpiries = require("./tag-expiries.cjs");

const MAX_BYTES = 64 << 20;
const MAX_REMEMBERED = 20_000;
const TAGS_HEADER = "x-next-cache-tags";

/** Entries by key, the least recently used first. One map for all handlers: Next makes one per request. */
const entries = new Map();
/** The moment at which each tag was expired last. Moments are counted, not timed: no two are the same. */
const expiries = new Map();
/** The moment at which an entry was first asked for since it was stored: the earliest beginning of the next rendering. */
const questions = new Map();
let moment = 0;
let totalBytes = 0;

function sizeOf(value) {
  if (!value) return 64;
  if (value.kind === "APP_PAGE") return value.html.length + (value.rscData?.length ?? 0) + 1024;
  if (value.kind === "APP_ROUTE") return value.body.length + 512;
  return JSON.stringify(value).length;
}

function drop(key) {
  totalBytes -= entries.get(key)?.bytes ?? 0;
  entries.delete(key);
  questions.delete(key);
}

function expire(tag) {
  expiries.delete(tag);
  expiries.set(tag, ++moment);
  bound(expiries);
}

/** Some tags may have been expired unheard: nothing that was rendered, or begun, before this moment counts. */
let clearedAt = 0;
function expireAll() {
  clearedAt = ++moment;
}

globalThis.hirobaInstance ??= randomUUID();
const elsewhere = new TagExpiries({ own: globalThis.hirobaInstance, expire, expireAll });

/** Forgets the oldest keys of a map beyond a number: an attacker can ask for any number of pages and tags. */
function bound(map) {
  for (const key of map.keys()) {
    if (map.size <= MAX_REMEMBERED) return;
    map.delete(key);
  }
}

function tagsOf(value, context) {
  const header = value?.headers?.[TAGS_HEADER];
  if (typeof header === "string") return header.split(",");
  return [...(value?.tags ?? []), ...(context.tags ?? []), ...(context.softTags ?? [])];
}

/** The last moment at which one of the tags was expired, 0 when never. */
function lastExpiry(tags) {
  return Math.max(clearedAt, ...tags.map((tag) => expiries.get(tag) ?? 0));
}

/** Changes the value itself, because Next sends that object as the answer of the request that rendered it. */
function addPolicy(value) {
  if (value?.kind === "APP_PAGE") value.headers = { ...value.headers, "content-security-policy": policyForHtml(value.html) };
}

module.exports = class PageCache {
  async get(key, context) {
    await elsewhere.settle();
    const entry = entries.get(key);
    const expiry = entry ? lastExpiry(tagsOf(entry.value, context)) : 0;
    const asked = questions.get(key);
    if (asked === undefined || asked < expiry) {
      questions.set(key, ++moment);
      bound(questions);
    }
    if (!entry || entry.renderedFrom < expiry) return null;
    entries.delete(key);
    entries.set(key, entry);
    return { lastModified: entry.lastModified, value: entry.value, cacheControl: entry.cacheControl };
  }

  async set(key, value, context) {
    const renderedFrom = questions.get(key) ?? ++moment;
    drop(key);
    addPolicy(value);
    const bytes = sizeOf(value);
    entries.set(key, { value, bytes, lastModified: Date.now(), renderedFrom, cacheControl: context.cacheControl });
    totalBytes += bytes;
    for (const oldest of entries.keys()) {
      if (totalBytes <= MAX_BYTES) break;
      drop(oldest);
    }
  }

  async revalidateTag(tags) {
    for (const tag of [tags].flat()) expire(tag);
  }

  resetRequestCache() {}
};
