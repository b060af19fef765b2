import "server-only";
import { levelKey } from "../keys";
import { logError } from "../log";
import { redis } from "../redis";
import { readCounts } from "./queries";
import { levelFor, totalExperience } from "./rules";
import type { KnownLevel } from "./schema";

const TTL_SECONDS = 30 * 86_400;

/** Puts people's levels, as they follow from what is stored, where the hot path reads them; gives them by user id. */
export async function rememberLevels(userIds: readonly string[]): Promise<Map<string, KnownLevel>> {
  const rows = await readCounts(userIds);
  const levels = new Map(
    rows.map((row) => [row.userId, { level: levelFor(totalExperience(row)), joinedAtMs: Math.round(row.joinedAtMs) }]),
  );
  if (levels.size === 0) return levels;
  const pipeline = redis().pipeline();
  for (const [userId, known] of levels) pipeline.set(levelKey(userId), known, { ex: TTL_SECONDS });
  await pipeline.exec();
  return levels;
}

/**
 * One person's level where Redis does not know it: they are loaded at each UserSig, and Redis may have been emptied since. Null
 * when it cannot be read: nothing waits for a level.
 */
export async function findLevel(userId: string): Promise<KnownLevel | null> {
  const levels = await rememberLevels([userId]).catch((error: unknown) => logError("level not read", error, { userId }));
  return levels?.get(userId) ?? null;
}
