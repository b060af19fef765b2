import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listKey, onlineKey } from "@/lib/keys";
import { readFrontPage, readListPage } from "@/lib/rooms/read-lists";
import { openEngine } from "../../../emulators/redis/engine";
import { startRedisServer } from "../../../emulators/redis/server";

const token = "the token of this test";

describe("a page of the directory", () => {
  let engine: Awaited<ReturnType<typeof openEngine>>;
  let server: Awaited<ReturnType<typeof startRedisServer>>;
  beforeAll(async () => {
    engine = await openEngine();
    server = await startRedisServer({ host: "127.0.0.1", port: 0, token }, engine);
    await engine.call(["ZADD", listKey("popular"), "2", "aaaaaaaaaaaa", "1", "bbbbbbbbbbbb"]);
    await engine.call(["ZADD", listKey("ended"), "5", "cccccccccccc"]);
    await engine.call(["HSET", onlineKey, "aaaaaaaaaaaa", "40", "bbbbbbbbbbbb", "2"]);
  });
  afterAll(async () => {
    await server.close();
    await engine.close();
  });

  const source = () => ({ redis: new Redis({ url: server.url, token, enableTelemetry: false }), secret: "a secret" });

  it("asks Redis once, be it the front page with all its sections or one list with the counts of all", async () => {
    const before = server.requests();
    const front = await readFrontPage(source());
    expect(server.requests() - before).toBe(1);
    const page = await readListPage(source(), { scope: { list: "ended", category: null }, page: 1, size: 60, after: null });
    expect(server.requests() - before).toBe(2);
    const counts = { waiting: 0, live: 2, paused: 0, ended: 1, replay: 0 };
    expect([front.counts, front.onlineTotal, front.live.total]).toEqual([counts, 42, 2]);
    expect([page.counts, page.onlineTotal, page.list.total]).toEqual([counts, 42, 1]);
  });
});
