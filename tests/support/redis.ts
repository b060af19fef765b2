import type { Runtime } from "./system";

/** Carries one command out in the system's Redis, and gives its result. */
export async function redisCommand(runtime: Runtime, ...command: (string | number)[]): Promise<unknown> {
  const headers = { authorization: `Bearer ${runtime.redis.token}` };
  const answer = await fetch(runtime.redis.url, { method: "POST", headers, body: JSON.stringify(command) });
  return ((await answer.json()) as { result: unknown }).result;
}
