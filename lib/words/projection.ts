import "server-only";
import { db } from "../db";
import { newId } from "../ids";
import { wordsDraftKey, wordsKey } from "../keys";
import { redis } from "../redis";
import { OPEN_SETTINGS, SITE_SCOPE, type WordRule, wordSettings } from "./schema";

/** Entries in one request to Redis: far below its limit of a megabyte, whatever they are. */
const PIECE = 1_000;
const DRAFT_SECONDS = 300;
/** Changes of this age are looked after: a process may have died between its commit and its writing. */
const REPAIRED_MS = 120_000;

/** Puts a draft in the place of a list, unless that is newer. KEYS: list, draft. ARGV: version. */
const PUBLISH = `
local stored = tonumber(redis.call('HGET', KEYS[1], 'version') or '-1')
if stored > tonumber(ARGV[1]) then redis.call('DEL', KEYS[2]) return 0 end
redis.call('RENAME', KEYS[2], KEYS[1])
redis.call('PERSIST', KEYS[1])
return 1`;

/** Columns of an entry that matching needs. */
export const ruleColumns = {
  id: true,
  kind: true,
  text: true,
  action: true,
  replacement: true,
  isPart: true,
  bySound: true,
  isFirm: true,
} as const;

/** Writes a list as it is stored to Redis, whole and at once: every instance uses it from its next message on. Safe to repeat. */
export async function publishWords(scope: string): Promise<void> {
  const [stored, entries] = await db().$transaction(
    [
      db().wordScope.findUnique({ where: { id: scope } }),
      db().wordEntry.findMany({ where: { scopeId: scope }, select: ruleColumns, orderBy: { createdAt: "asc" } }),
    ],
    { isolationLevel: "RepeatableRead" },
  );
  const version = stored?.version ?? 0;
  const settings = wordSettings.safeParse(stored?.settings).data ?? OPEN_SETTINGS;
  const draft = wordsDraftKey(scope, newId()); // each writer's own: two at once must not mix
  await redis().hset(draft, { version, settings: JSON.stringify(settings) });
  for (let from = 0; from < entries.length; from += PIECE) {
    const piece: WordRule[] = entries.slice(from, from + PIECE);
    await redis().hset(draft, { [`piece${from / PIECE}`]: JSON.stringify(piece) });
  }
  await redis().expire(draft, DRAFT_SECONDS);
  await redis().eval(PUBLISH, [wordsKey(scope), draft], [String(version)]);
}

/** Writes all lists into an emptied Redis. */
export async function restoreWords(): Promise<void> {
  const scopes = await db().wordScope.findMany({ select: { id: true } });
  for (const id of new Set([SITE_SCOPE, ...scopes.map((scope) => scope.id)])) await publishWords(id);
}

/** Writes again what was changed lately and is not there. */
export async function repairWords(nowMs: number): Promise<void> {
  const changed = await db().wordScope.findMany({ where: { updatedAt: { gt: new Date(nowMs - REPAIRED_MS) } } });
  for (const { id, version } of changed) {
    const published = await redis().hget<number>(wordsKey(id), "version");
    if (Number(published ?? -1) < version) await publishWords(id);
  }
}
