import "server-only";
import { AppError } from "./errors";
import { limitKey } from "./keys";
import { redis } from "./redis";

/** Counts an attempt and throws `rate_limited` after `most` within a window of `seconds`. Fails closed: without Redis it throws. */
export async function limit(name: string, who: string, most: number, seconds: number): Promise<void> {
  const key = limitKey(name, who, Math.floor(Date.now() / 1000 / seconds));
  const pipeline = redis().pipeline();
  pipeline.incr(key);
  pipeline.expire(key, seconds);
  const [count] = await pipeline.exec<[number, number]>();
  if (count > most) throw new AppError("rate_limited", `${name}: more than ${most} in ${seconds} s`);
}
