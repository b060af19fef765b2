import "server-only";
import { Gatherer } from "./gatherer";
import { grouped } from "./grouped";
import { callbackHealthKey, callbacksHeardKey } from "./keys";
import { redis } from "./redis";

/** Counts are kept for spans of so long. */
export const CALLBACK_SPAN_MS = 10_000;
const KEPT_MS = 120_000;

/** One callback as it was answered. */
interface AnsweredCallback {
  /** Vendor and command, as `im Group.CallbackAfterSendMsg`. */
  name: string;
  /** How long ago the vendor says that it happened; null when it does not say. */
  ageMs: number | null;
  /** How long our answer took. */
  tookMs: number;
  hasFailed: boolean;
}

/**
 * KEYS: counts, last heard. ARGV: now, then six for each name: name, calls, sum and longest of the ages, the same of answering.
 * A seventh is the failures.
 */
const NOTE = `
local now = tonumber(ARGV[1])
local span = string.format('%.0f', math.floor(now / ${CALLBACK_SPAN_MS}))
for i = 2, #ARGV, 7 do
  local name = ARGV[i]
  local function field(what) return span .. ':' .. what .. ':' .. name end
  local function top(what, value)
    local known = tonumber(redis.call('HGET', KEYS[1], field(what)) or '0')
    if tonumber(value) > known then redis.call('HSET', KEYS[1], field(what), value) end
  end
  redis.call('HINCRBY', KEYS[1], field('calls'), ARGV[i + 1])
  redis.call('HINCRBY', KEYS[1], field('age'), ARGV[i + 2])
  top('oldest', ARGV[i + 3])
  redis.call('HINCRBY', KEYS[1], field('took'), ARGV[i + 4])
  top('longest', ARGV[i + 5])
  redis.call('HINCRBY', KEYS[1], field('failed'), ARGV[i + 6])
  redis.call('HSET', KEYS[2], name, ARGV[1])
end
for _, one in ipairs(redis.call('HKEYS', KEYS[1])) do
  if tonumber(string.match(one, '^(%d+):')) < math.floor((now - ${KEPT_MS}) / ${CALLBACK_SPAN_MS}) then redis.call('HDEL', KEYS[1], one) end
end
return 1`;

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

const notes = new Gatherer<AnsweredCallback>("callback health", async (gathered) => {
  const args = [...grouped(gathered, ({ name }) => name)].flatMap(([name, list]) => {
    const ages = list.flatMap(({ ageMs }) => (ageMs === null ? [] : [Math.max(0, Math.round(ageMs))]));
    const times = list.map(({ tookMs }) => Math.round(tookMs));
    const failed = list.filter(({ hasFailed }) => hasFailed).length;
    return [name, list.length, sum(ages), Math.max(0, ...ages), sum(times), Math.max(0, ...times), failed];
  });
  await redis().eval(NOTE, [callbackHealthKey, callbacksHeardKey], [String(Date.now()), ...args.map(String)]);
});

/** Notes that a vendor's callback was answered. Beside the answer: nobody waits for it. */
export function noteCallback(callback: AnsweredCallback): void {
  notes.add(callback);
}
