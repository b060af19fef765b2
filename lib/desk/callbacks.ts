import "server-only";
import { z } from "zod";
import { CALLBACK_SPAN_MS } from "../callback-health";
import { callbackHealthKey, callbacksHeardKey } from "../keys";
import { redis } from "../redis";
import type { CallbackHealth } from "./schema";

const SPANS = 6;
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** The callbacks that were heard, by name. */
export async function listCallbackHealth(nowMs: number): Promise<CallbackHealth[]> {
  const pipeline = redis().pipeline();
  pipeline.hgetall(callbackHealthKey);
  pipeline.hgetall(callbacksHeardKey);
  const numbers = z.record(z.string(), z.coerce.number()).nullable();
  const [counts, heard] = z.tuple([numbers, numbers]).parse(await pipeline.exec());
  const last = Math.floor(nowMs / CALLBACK_SPAN_MS);
  const spans = Array.from({ length: SPANS }, (_, back) => last - back);
  return Object.entries(heard ?? {})
    .map(([name, heardAtMs]) => {
      const all = (what: string) => spans.map((span) => counts?.[`${span}:${what}:${name}`] ?? 0);
      const calls = sum(all("calls"));
      const of = (value: number) => (calls === 0 ? null : Math.round(value));
      return {
        name,
        perMinute: calls,
        failed: sum(all("failed")),
        ageMs: of(sum(all("age")) / calls),
        oldestMs: of(Math.max(...all("oldest"))),
        tookMs: of(sum(all("took")) / calls),
        longestMs: of(Math.max(...all("longest"))),
        heardAtMs,
      };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}
