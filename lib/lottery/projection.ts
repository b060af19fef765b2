import "server-only";
import { db } from "../db";
import { entrantsKey, lotteriesKey, lotteryKey } from "../keys";
import { markAfter } from "../mark-after";
import { redis } from "../redis";
import { readFigures } from "./entries";
import type { LotteryView } from "./schema";
import { viewOf } from "./view";

const TTL_SECONDS = 86_400;
const BATCH = 1_000;

/**
 * Writes a lottery as its room's newest, unless a newer one or a later revision is there: writers in the wrong order do no
 * harm. KEYS: lottery of the room. ARGV: id, opened at, revision, view, life in seconds.
 */
const WRITE_LOTTERY = `
local old = redis.call('GET', KEYS[1])
if old then
  local known = cjson.decode(old)
  if known.id == ARGV[1] and known.revision >= tonumber(ARGV[3]) then return 0 end
  if known.id ~= ARGV[1] and known.openedAtMs > tonumber(ARGV[2]) then return 0 end
end
redis.call('SET', KEYS[1], ARGV[4], 'EX', ARGV[5])
return 1`;

/** Brings Redis up to date with a lottery that was stored. */
export async function projectLottery(view: LotteryView): Promise<void> {
  const args = [view.id, view.openedAtMs, view.revision, JSON.stringify(view), TTL_SECONDS].map(String);
  await redis().eval(WRITE_LOTTERY, [lotteryKey(view.roomId)], args);
}

/** Notes that people's entries are stored. */
export async function rememberEntrants(lotteryId: string, userIds: readonly string[]): Promise<void> {
  const [first, ...others] = userIds;
  if (first === undefined) return;
  const pipeline = redis().pipeline();
  pipeline.sadd(entrantsKey(lotteryId), first, ...others);
  pipeline.expire(entrantsKey(lotteryId), TTL_SECONDS);
  await pipeline.exec();
}

/** Writes again the lotteries that changed since then, for the case that a process died between its commit and its writing to Redis. */
export async function repairLotteries(since: Date): Promise<void> {
  const rows = await db().lottery.findMany({ where: { updatedAt: { gte: since } }, orderBy: { openedAt: "asc" } });
  for (const row of rows) {
    const figures = row.status === "drawn" ? await readFigures(db(), row.id) : null;
    await projectLottery(viewOf(row, figures));
  }
}

/** True when Redis knows the lotteries. */
export async function areLotteriesKnown(): Promise<boolean> {
  return (await redis().exists(lotteriesKey)) === 1;
}

/** Writes all lotteries of the last day to Redis, with the people who entered those that are open. */
export async function rebuildLotteries(nowMs: number): Promise<void> {
  await markAfter(lotteriesKey, async () => {
    await repairLotteries(new Date(nowMs - TTL_SECONDS * 1000));
    const open = await db().lottery.findMany({ where: { status: "open" }, select: { id: true } });
    for (const { id } of open) await rebuildEntrants(id);
    return nowMs;
  });
}

async function rebuildEntrants(lotteryId: string): Promise<void> {
  let after = "";
  for (;;) {
    const entries = await db().lotteryEntry.findMany({
      where: { lotteryId, userId: { gt: after } },
      orderBy: { userId: "asc" },
      take: BATCH,
      select: { userId: true },
    });
    await rememberEntrants(
      lotteryId,
      entries.map((entry) => entry.userId),
    );
    if (entries.length < BATCH) return;
    after = entries.at(-1)?.userId ?? "";
  }
}
