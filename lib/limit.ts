import "server-only";
import { AppError } from "./errors";
import { limitKey } from "./keys";
import { redis } from "./redis";

const COUNT_ATTEMPT = `
local count = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[1])
return count`;

/**
 * Counts an attempt and throws `rate_limited` after `most` within a window of `seconds`. Fails closed: without Redis it throws.
 * Sent together with other scripts of the same turn, so what may happen in any case need not wait for it.
 */
export async function limit(name: string, who: string, most: number, seconds: number): Promise<void> {
  const key = limitKey(name, who, Math.floor(Date.now() / 1000 / seconds));
  const count = await redis().eval<string[], number>(COUNT_ATTEMPT, [key], [String(seconds)]);
  if (count > most) throw new AppError("rate_limited", `${name}: more than ${most} in ${seconds} s`);
}
