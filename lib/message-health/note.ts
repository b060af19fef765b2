import "server-only";
import { Gatherer } from "../gatherer";
import { grouped } from "../grouped";
import { answeredKey, awaitedKey, messageHealthKey } from "../keys";
import { redis } from "../redis";
import { SPAN_MS } from "./rules";
import type { MessageKind } from "./schema";

/** How long anything is kept of a message. */
const KEPT_MS = 120_000;

/**
 * Counts what was let through, and matches each with what was heard of it later, in whichever order the two come: who is heard
 * of first waits in `answered`, who was let through first in `awaited`. KEYS: awaited, answered, counts. ARGV: now, then four
 * for each note: `let`, `heard`, `drop` or `count`; the message by kind, sender and random number; what is counted; when.
 */
const NOTE = `
local awaited, answered, counts, now = KEYS[1], KEYS[2], KEYS[3], tonumber(ARGV[1])
local function spanOf(at) return math.floor(tonumber(at) / ${SPAN_MS}) end
local function prune()
  for _, field in ipairs(redis.call('HKEYS', counts)) do
    if tonumber(string.match(field, '^(%d+):')) < spanOf(now - ${KEPT_MS}) then redis.call('HDEL', counts, field) end
  end
end
local function count(what, at)
  if redis.call('HINCRBY', counts, string.format('%.0f', spanOf(at)) .. ':' .. what, 1) == 1 then prune() end
end
for i = 2, #ARGV, 4 do
  local event, ref, what, at = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  if event == 'count' then count(what, at)
  elseif event == 'let' then
    if not redis.call('ZSCORE', awaited, ref) then
      count(what, at)
      if redis.call('ZREM', answered, ref) == 0 then redis.call('ZADD', awaited, at, ref) end
    end
  else
    local since = redis.call('ZSCORE', awaited, ref)
    if since then redis.call('ZREM', awaited, ref) else redis.call('ZADD', answered, at, ref) end
    if event == 'drop' then count(what, since or at) end
  end
end
local old = string.format('%.0f', now - ${KEPT_MS})
redis.call('ZREMRANGEBYSCORE', awaited, '-inf', old)
redis.call('ZREMRANGEBYSCORE', answered, '-inf', old)
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ${KEPT_MS}) end
return 1`;

interface Note {
  groupId: string;
  event: "let" | "heard" | "drop" | "count";
  ref: string;
  what: string;
  atMs: number;
}

const notes = new Gatherer<Note>("message health", async (gathered) => {
  const nowMs = Date.now();
  const byGroup = grouped(gathered, ({ groupId }) => groupId);
  await Promise.all(
    [...byGroup].map(([groupId, list]) => {
      const args = list.flatMap(({ event, ref, what, atMs }) => [event, ref, what, String(atMs)]);
      const keys = [awaitedKey(groupId), answeredKey(groupId), messageHealthKey(groupId)];
      return redis().eval(NOTE, keys, [String(nowMs), ...args]);
    }),
  );
});

interface SomeMessage {
  groupId: string;
  userId: string;
  random: number;
}

const refOf = (kind: MessageKind, { userId, random }: SomeMessage) => `${kind}:${userId}:${random}`;

/** Notes that the before-callback let a person's message through. Beside the answer: nobody waits for it. */
export function noteLetThrough(message: SomeMessage, kind: MessageKind, atMs: number): void {
  notes.add({ groupId: message.groupId, event: "let", ref: refOf(kind, message), what: `let:${kind}`, atMs });
}

/** Notes that a message reached its room. Safe to repeat. */
export function noteDelivered(message: SomeMessage, kind: MessageKind, atMs: number): void {
  notes.add({ groupId: message.groupId, event: "heard", ref: refOf(kind, message), what: "", atMs });
}

/** Notes that the vendor dropped a message, and why. */
export function noteDropped(message: SomeMessage, kind: MessageKind, code: number, atMs: number): void {
  notes.add({ groupId: message.groupId, event: "drop", ref: refOf(kind, message), what: `drop:${kind}:${code}`, atMs });
}

/** Notes a message of the app's own, whose fate the vendor's answer tells: `reason` for one that was dropped. */
export function noteOwn(groupId: string, kind: MessageKind, reason: string | null, atMs: number): void {
  notes.add({ groupId, event: "count", ref: "", what: `let:${kind}`, atMs });
  if (reason !== null) notes.add({ groupId, event: "count", ref: "", what: `drop:${kind}:${reason}`, atMs });
}
