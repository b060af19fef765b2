import "server-only";
import { z } from "zod";
import { awaitedKey, messageHealthKey } from "../keys";
import { redis } from "../redis";
import { judgedSpans, SPAN_MS, summarize } from "./rules";
import type { MessageHealth } from "./schema";

/** The sums of a minute of each group, as names and numbers in turn. KEYS: awaited and counts of each. ARGV: the spans. */
const READ = `
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])
local function ms(span) return string.format('%.0f', span * ${SPAN_MS}) end
local answer = {}
for i = 1, #KEYS, 2 do
  local sums, flat = {}, {}
  local function add(what, n) sums[what] = (sums[what] or 0) + n end
  local counts = redis.call('HGETALL', KEYS[i + 1])
  for j = 1, #counts, 2 do
    local span, what = string.match(counts[j], '^(%d+):(.+)$')
    if tonumber(span) >= from and tonumber(span) < to then add(what, tonumber(counts[j + 1])) end
  end
  for _, ref in ipairs(redis.call('ZRANGEBYSCORE', KEYS[i], ms(from), '(' .. ms(to))) do
    add('lost:' .. string.match(ref, '^(%a+):'), 1)
  end
  for what, n in pairs(sums) do
    flat[#flat + 1] = what
    flat[#flat + 1] = n
  end
  answer[#answer + 1] = flat
end
return answer`;

const reading = z.array(z.array(z.union([z.string(), z.number()])));

/** How the messages of these groups fared, in the order asked for, in one round trip. */
export async function listMessageHealth(groupIds: readonly string[], nowMs: number): Promise<MessageHealth[]> {
  if (groupIds.length === 0) return [];
  const { from, to } = judgedSpans(nowMs);
  const keys = groupIds.flatMap((groupId) => [awaitedKey(groupId), messageHealthKey(groupId)]);
  const answer = reading.parse(await redis().eval(READ, keys, [String(from), String(to)]));
  return answer.map((flat) => {
    const counts = new Map<string, number>();
    for (let at = 0; at + 1 < flat.length; at += 2) counts.set(String(flat[at]), Number(flat[at + 1]));
    return summarize(counts);
  });
}
