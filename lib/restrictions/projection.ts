import "server-only";
import { db } from "../db";
import type { Restriction } from "../generated/prisma/client";
import { restrictionsKey, roomRestrictionsKey, siteRestrictionsKey } from "../keys";
import { logError } from "../log";
import { markAfter } from "../mark-after";
import { redis } from "../redis";
import { fieldOf } from "./rules";
import { HAS_TRACES } from "./script";
import { subjectOf } from "./store";

/** Rows in one request to Redis. */
const BATCH = 500;
const CLOCK_MARGIN_MS = 60_000;
/** What ended stays in Redis for a while, so that a writing that comes late is known to be older; then it is taken out. */
const ENDED_KEPT_MS = 600_000;
const ENDED = "1";

type Stored = Pick<
  Restriction,
  "kind" | "roomId" | "userId" | "deviceHash" | "addressRange" | "until" | "createdAt" | "liftedAt" | "revision"
>;

/** Writes a field unless the one that is there is newer. KEYS: hash. ARGV: field, value, revision, per row. */
const WRITE = `
for i = 1, #ARGV, 3 do
  local known = string.match(redis.call('HGET', KEYS[1], ARGV[i]) or '', ':(%d+)$')
  if not known or tonumber(known) < tonumber(ARGV[i + 2]) then redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
  if not string.match(ARGV[i], '^%a+:u:') then redis.call('HSET', KEYS[1], '${HAS_TRACES}', '1') end
end
return 1`;

/** Takes fields out that have not changed since. KEYS: hash. ARGV: field, revision, per row. */
const FORGET = `
for i = 1, #ARGV, 2 do
  local known = string.match(redis.call('HGET', KEYS[1], ARGV[i]) or '', ':(%d+)$')
  if known and tonumber(known) <= tonumber(ARGV[i + 1]) then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return 1`;

function fieldsByHash(rows: readonly Stored[], argumentsOf: (field: string, row: Stored) => string[]): Map<string, string[]> {
  const byHash = new Map<string, string[]>();
  for (const row of rows) {
    const hash = row.roomId ? roomRestrictionsKey(row.roomId) : siteRestrictionsKey;
    const args = byHash.get(hash) ?? [];
    args.push(...argumentsOf(fieldOf(row.kind, subjectOf(row)), row));
    byHash.set(hash, args);
  }
  return byHash;
}

function endOf({ until, createdAt, liftedAt, revision }: Stored): string {
  const untilMs = liftedAt ? ENDED : String(until?.getTime() ?? 0);
  return `${untilMs}:${createdAt.getTime()}:${revision}`;
}

async function write(rows: readonly Stored[]): Promise<void> {
  if (rows.length === 0) return;
  const pipeline = redis().pipeline();
  const byHash = fieldsByHash(rows, (field, row) => [field, endOf(row), String(row.revision)]);
  for (const [hash, args] of byHash) pipeline.eval(WRITE, [hash], args);
  await pipeline.exec();
}

/**
 * From now on stored restrictions hold in the before-send decision and at every door. What is stored is done: while Redis
 * cannot be reached this does not fail, and upkeep writes them when it can.
 */
export async function projectRestrictions(rows: readonly Stored[]): Promise<void> {
  try {
    await write(rows);
  } catch (error) {
    logError("restriction not projected yet", error, { count: rows.length });
  }
}

let restoring: Promise<unknown> | null = null;

/** Writes all restrictions that hold into an emptied Redis; whoever asks meanwhile waits for the same. */
export function restoreRestrictions(nowMs: number): Promise<unknown> {
  restoring ??= markAfter(restrictionsKey, async () => {
    let after = "";
    for (;;) {
      const rows = await db().restriction.findMany({
        where: { id: { gt: after }, liftedAt: null, OR: [{ until: null }, { until: { gt: new Date(nowMs) } }] },
        orderBy: { id: "asc" },
        take: BATCH,
      });
      await write(rows);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return nowMs;
      after = last.id;
    }
  }).finally(() => {
    restoring = null;
  });
  return restoring;
}

/**
 * Brings Redis up to date: all of it when it was emptied; else what changed since this was last done, for the case that a
 * process died, or could not reach Redis, between its commit and its writing. Clocks may differ by a minute.
 */
export async function repairRestrictions(nowMs: number): Promise<void> {
  const doneUntilMs = await redis().get<number>(restrictionsKey);
  if (doneUntilMs === null) {
    await restoreRestrictions(nowMs);
    return;
  }
  let after = { updatedAt: new Date(Number(doneUntilMs) - CLOCK_MARGIN_MS), id: "" };
  for (;;) {
    const rows = await db().restriction.findMany({
      where: { OR: [{ updatedAt: { gt: after.updatedAt } }, { updatedAt: after.updatedAt, id: { gt: after.id } }] },
      orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
      take: BATCH,
    });
    await write(rows);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) break;
    after = last;
  }
  await redis().set(restrictionsKey, nowMs, { xx: true }); // not when it was emptied meanwhile
}

/** Takes out of Redis what ended a while ago; rows stay where they are. Done more often than its span, so that none is missed. */
export async function forgetEnded(nowMs: number): Promise<void> {
  const span = { gt: new Date(nowMs - 3 * ENDED_KEPT_MS), lte: new Date(nowMs - ENDED_KEPT_MS) };
  const rows = await db().restriction.findMany({ where: { OR: [{ liftedAt: span }, { liftedAt: null, until: span }] } });
  if (rows.length === 0) return;
  const pipeline = redis().pipeline();
  const byHash = fieldsByHash(rows, (field, row) => [field, String(row.revision)]);
  for (const [hash, args] of byHash) pipeline.eval(FORGET, [hash], args);
  await pipeline.exec();
}
