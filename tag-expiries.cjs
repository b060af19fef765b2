// Which tags other instances have expired, as Redis holds it (lib/expire-pages.ts writes it): asked for at most eight times a
// second, however many pages are read meanwhile. Plain CommonJS for cache-handler.cjs. Not by `fetch`, which Next has replaced:
// what is asked here belongs to no page.
const http = require("node:http");
const https = require("node:https");

/** What was known this long ago is asked for anew in the background, and beyond the second time before a page is answered. */
const AGING_MS = 125;
const OLD_MS = 250;
/** Whoever has not asked for this long may have missed what is no longer kept. */
const MEMORY_MS = 60_000;
const TIMEOUT_MS = 1_000;
/** After a failure pages are answered as they are for a while: a Redis that is away must not make each of them wait. */
const PAUSE_MS = 2_000;

/** KEYS: meta, tags. ARGV: the version known. Gives the version now, that of the first tag since Redis was emptied, and tags. */
const READ = `
local meta = redis.call('HMGET', KEYS[1], 'version', 'first')
return {meta[1] or '0', meta[2] or '0', redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf')}`;

const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };

/** Carries out one command in Redis. */
function command(words) {
  const address = new URL(process.env.UPSTASH_REDIS_REST_URL);
  const { request } = address.protocol === "https:" ? https : http;
  const headers = { authorization: `Bearer ${process.env.UPSTASH_REDIS_REST_TOKEN}`, "content-type": "application/json" };
  const options = { method: "POST", agent: agents[address.protocol], headers, signal: AbortSignal.timeout(TIMEOUT_MS) };
  return new Promise((resolve, reject) => {
    const asking = request(address, options, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        try {
          const { result, error } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
          if (error) reject(new Error(error));
          else resolve(result);
        } catch (unreadable) {
          reject(unreadable);
        }
      });
    });
    asking.on("error", reject);
    asking.end(JSON.stringify(words));
  });
}

/** Follows what other instances expire. `expire` is called with their tags, `expireAll` when some may have been missed. */
module.exports = class TagExpiries {
  #events;
  #read;
  #version = null;
  #heardAtMs = Number.NEGATIVE_INFINITY;
  #knownAtMs = Number.NEGATIVE_INFINITY;
  #asking = null;

  /** `own` begins this instance's entries; `read` asks Redis, given the version known. */
  constructor({ own, expire, expireAll, read = (version) => command(["EVAL", READ, "2", "pages:meta", "pages:tags", version]) }) {
    this.#events = { own, expire, expireAll };
    this.#read = read;
  }

  /** Null when what is known is fresh enough; otherwise resolves when it is. Never rejects. */
  settle() {
    const ageMs = Date.now() - this.#knownAtMs;
    if (ageMs > AGING_MS) this.#asking ??= this.#ask();
    return ageMs > OLD_MS ? this.#asking : null;
  }

  async #ask() {
    const askedAtMs = Date.now();
    try {
      const [version, first, tags] = await this.#read(String(this.#version ?? 0));
      const isLate = askedAtMs - this.#heardAtMs > MEMORY_MS;
      this.#heardAtMs = this.#knownAtMs = askedAtMs;
      this.#take(Number(version), Number(first), tags, isLate);
    } catch {
      this.#knownAtMs = Date.now() + PAUSE_MS; // fails open: pages live for two seconds anyway
    } finally {
      this.#asking = null;
    }
  }

  #take(version, first, tags, isLate) {
    const { own, expire, expireAll } = this.#events;
    const known = this.#version;
    this.#version = version;
    if (known === null) return;
    if (version === known) return;
    const wasEmptied = version < known || (known > 0 && first > known);
    if (wasEmptied || isLate) return expireAll();
    for (const entry of tags) {
      const [instance, tag] = entry.split(" ", 2);
      if (instance !== own) expire(tag);
    }
  }
};
