import "server-only";
import { db } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { hiddenLatelyKey, hiddenMessagesKey, hiddenReadyKey } from "../keys";
import { markAfter } from "../mark-after";
import { redis } from "../redis";
import { messageRef } from "./rules";

const BATCH = 1_000;
const MOST_LATELY = 100;
const LATELY_SECONDS = 86_400;
const CLOCK_MARGIN_MS = 60_000;

/** A message that was taken away, or shown again after that, as it is stored. */
export interface HiddenRow {
  roomId: string;
  userId: string;
  random: bigint;
  isHidden: boolean;
  updatedAt: Date;
}

/** Writes to Redis what is taken away and what is shown again: newcomers, quotes and pins follow from now on. */
export async function projectHiddenRows(rows: readonly HiddenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const pipeline = redis().pipeline();
  for (const { roomId, userId, random, isHidden, updatedAt } of rows) {
    const [all, lately] = [hiddenMessagesKey(roomId), hiddenLatelyKey(roomId)];
    const ref = messageRef({ fromId: userId, random: Number(random) });
    if (isHidden) {
      pipeline.sadd(all, ref);
      pipeline.zadd(lately, { score: updatedAt.getTime(), member: ref });
      pipeline.zremrangebyrank(lately, 0, -MOST_LATELY - 1);
      pipeline.expire(lately, LATELY_SECONDS);
    } else {
      pipeline.srem(all, ref);
      pipeline.zrem(lately, ref);
    }
  }
  await pipeline.exec();
}

/** Writes what was taken away into an emptied Redis. */
export async function restoreHidden(nowMs: number): Promise<void> {
  await markAfter(hiddenReadyKey, async () => {
    await projectWhere({ isHidden: true });
    return nowMs;
  });
}

/**
 * Brings Redis up to date: all of it when it was emptied; else what changed since this was last done, for the case that a
 * process died, or could not reach Redis, between its commit and its writing. Clocks may differ by a minute.
 */
export async function repairHidden(nowMs: number): Promise<void> {
  const doneUntilMs = await redis().get<number>(hiddenReadyKey);
  if (doneUntilMs === null) return restoreHidden(nowMs);
  await projectWhere({ updatedAt: { gt: new Date(Number(doneUntilMs) - CLOCK_MARGIN_MS) } });
  await redis().set(hiddenReadyKey, nowMs, { xx: true }); // not when it was emptied meanwhile
}

async function projectWhere(where: Prisma.HiddenMessageWhereInput): Promise<void> {
  let after: HiddenKey | undefined;
  for (;;) {
    const rows = await db().hiddenMessage.findMany({
      where,
      take: BATCH,
      ...(after ? { skip: 1, cursor: { roomId_userId_random: keyOf(after) } } : {}),
      orderBy: [{ roomId: "asc" }, { userId: "asc" }, { random: "asc" }],
    });
    await projectHiddenRows(rows);
    if (rows.length < BATCH) return;
    after = rows.at(-1);
  }
}

type HiddenKey = Pick<HiddenRow, "roomId" | "userId" | "random">;

function keyOf({ roomId, userId, random }: HiddenKey): HiddenKey {
  return { roomId, userId, random };
}
