import fc from "fast-check";
import { createInMemoryClient } from "js-redis-server";
import { describe, expect, it } from "vitest";
import { openEngine, withUpstashScripts } from "../../../../emulators/redis/engine";

const key = fc.constantFrom("a", "b", "c");
const member = fc.constantFrom("x", "y", "z");
const score = fc.integer({ min: -3, max: 9 }).map(String);
const command: fc.Arbitrary<string[]> = fc.oneof(
  fc.tuple(fc.constant("SET"), key, member),
  fc.tuple(fc.constantFrom("GET", "DEL", "TYPE", "INCR", "HGETALL", "SMEMBERS", "ZCARD", "PERSIST"), key),
  fc.tuple(fc.constantFrom("SADD", "SREM", "ZSCORE", "HGET", "HDEL", "ZREM", "APPEND"), key, member),
  fc.tuple(fc.constantFrom("HSET", "RENAME"), key, member, score),
  fc.tuple(fc.constant("ZADD"), key, score, member),
  fc.tuple(fc.constant("ZRANGE"), key, fc.constant("0"), fc.constant("-1")),
  fc.tuple(fc.constant("ZREMRANGEBYSCORE"), key, score, score),
  fc.tuple(
    fc.constant("EVAL"),
    fc.constant("redis.call('HINCRBY', KEYS[1], 'n', 2) return redis.call('HGETALL', KEYS[1])"),
    fc.constant("1"),
    key,
  ),
);

describe("the Redis engine", () => {
  it("answers every sequence of commands as the library does that copies all values", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        const plain = await createInMemoryClient();
        const engine = await openEngine();
        const outcome = (run: Promise<unknown>) =>
          run.then(
            (value) => JSON.stringify(value),
            (error: Error) => `error ${error.message}`,
          );
        for (const words of commands) {
          const [name = "", ...rest] = words;
          expect([words, await outcome(engine.call(words))]).toEqual([words, await outcome(plain.command(name, ...rest))]);
        }
        await Promise.all([plain.close(), engine.close()]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("does not get slower with the size of a set: ten thousand members are added one by one", async () => {
    const engine = await openEngine();
    for (let n = 0; n < 10_000; n++) await engine.call(["ZADD", "big", String(n), `m${n}`]);
    expect(await engine.call(["ZCARD", "big"])).toBe(10_000);
    await engine.close();
  }, 60_000);

  it("finds a script that Upstash's clients know by the digest of a text with a shebang line", async () => {
    const engine = await openEngine();
    const script = "#!lua flags=allow-key-locking\nreturn ARGV[1]";
    const digest = await engine.call(["SCRIPT", "LOAD", script]);
    expect(await engine.call(["EVALSHA", String(digest), "0", "hello"])).toBe("hello");
    const refusing = withUpstashScripts(async ([name]) => name);
    expect(await refusing(["EVALSHA", "unknown", "0"])).toBe("EVALSHA");
    await engine.close();
  });
});
