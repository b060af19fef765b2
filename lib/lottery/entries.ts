import "server-only";
import type { db, Transaction } from "../db";
import type { Prisma } from "../generated/prisma/client";
import type { LotteryWinner } from "./schema";
import type { DrawFigures } from "./view";

type Reader = Transaction | ReturnType<typeof db>;

/** The public list of a lottery's entries: a line for each tag in order, with ` x` after those that take no part. */
export async function readEntryList(reader: Reader, lotteryId: string): Promise<string> {
  const [row] = await reader.$queryRaw<{ list: string | null }[]>`
    SELECT string_agg("tag" || CASE WHEN "isExcluded" THEN E' x\n' ELSE E'\n' END, '' ORDER BY "tag" COLLATE "C") AS "list"
    FROM "LotteryEntry" WHERE "lotteryId" = ${lotteryId}`;
  return row?.list ?? "";
}

/** How many entered, how many of them were excluded, and who won. */
export async function readFigures(reader: Reader, lotteryId: string): Promise<DrawFigures> {
  const [counts] = await reader.$queryRaw<{ entries: bigint; excluded: bigint }[]>`
    SELECT count(*) AS "entries", count(*) FILTER (WHERE "isExcluded") AS "excluded"
    FROM "LotteryEntry" WHERE "lotteryId" = ${lotteryId}`;
  return {
    entryCount: Number(counts?.entries ?? 0),
    excludedCount: Number(counts?.excluded ?? 0),
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
