import "server-only";
import type { db, Transaction } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { type DrawMethod, exclusions } from "./draw";
import type { LotteryWinner } from "./schema";
import type { DrawFigures } from "./view";

type Reader = Transaction | ReturnType<typeof db>;

/** The public list of a lottery's entries: a line for each tag in order, with a word after those that take no part. */
export async function readEntryList(reader: Reader, lotteryId: string, method: DrawMethod): Promise<string> {
  const isNamed = method !== "hiroba-lottery-1";
  const [row] = await reader.$queryRaw<{ list: string | null }[]>`
    SELECT string_agg("tag" || CASE WHEN NOT "isExcluded" THEN '' WHEN ${isNamed} THEN ' ' || "exclusion" ELSE ' x' END || E'\n', '' ORDER BY "tag" COLLATE "C") AS "list"
    FROM "LotteryEntry" WHERE "lotteryId" = ${lotteryId}`;
  return row?.list ?? "";
}

/** How many entered, how many of them were excluded, and who won. */
export async function readFigures(reader: Reader, lotteryId: string): Promise<DrawFigures> {
  const groups = await reader.$queryRaw<{ isExcluded: boolean; exclusion: string | null; entries: bigint }[]>`
    SELECT "isExcluded", "exclusion", count(*) AS "entries" FROM "LotteryEntry" WHERE "lotteryId" = ${lotteryId} GROUP BY 1, 2`;
  const excluded = groups.filter(({ isExcluded }) => isExcluded);
  const countOf = (some: typeof groups) => some.reduce((sum, { entries }) => sum + Number(entries), 0);
  const counted = exclusions.flatMap((word) => {
    const count = countOf(excluded.filter(({ exclusion }) => exclusion === word));
    return count > 0 ? [[word, count] as const] : [];
  });
  return {
    entryCount: countOf(groups),
    excludedCount: countOf(excluded),
    exclusions: Object.fromEntries(counted),
    winners: await readWinners(reader, lotteryId),
  };
}

async function readWinners(reader: Reader, lotteryId: string): Promise<LotteryWinner[]> {
  const where: Prisma.LotteryEntryWhereInput = { lotteryId, place: { not: null } };
  const entries = await reader.lotteryEntry.findMany({ where, orderBy: { place: "asc" }, select: { userId: true, tag: true } });
  const users = await reader.user.findMany({
    where: { id: { in: entries.map((entry) => entry.userId) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return entries.map((entry) => ({ ...entry, name: names.get(entry.userId) ?? "" }));
}
