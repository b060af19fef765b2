import "server-only";
import { Redis } from "@upstash/redis";
import { env } from "./env";

let client: Redis | undefined;

/** The Redis client; commands issued in one turn of the event loop travel in one request. */
export function redis(): Redis {
  client ??= new Redis({ url: env().UPSTASH_REDIS_REST_URL, token: env().UPSTASH_REDIS_REST_TOKEN, enableTelemetry: false });
  return client;
}
