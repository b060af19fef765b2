import "server-only";
import type { Transaction } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { ruleColumns } from "./projection";
import { OPEN_SETTINGS, type WordRule, type WordSettings, wordSettings } from "./schema";

/** Takes entries out of a list and gives what they were. */
export async function takeOut(tx: Transaction, where: Prisma.WordEntryWhereInput): Promise<WordRule[]> {
  const removed = await tx.wordEntry.findMany({ where, select: ruleColumns, orderBy: { createdAt: "asc" } });
  await tx.wordEntry.deleteMany({ where });
  return removed;
}

/** Puts entries into a list and gives the ids of those that are new; what stands in it already stays as it is. */
export async function putIn(tx: Transaction, data: Prisma.WordEntryCreateManyInput[]): Promise<string[]> {
  const added = await tx.wordEntry.createManyAndReturn({ data, skipDuplicates: true, select: { id: true } });
  return added.map(({ id }) => id);
}

/** Settings as they are stored; what was never set is open. */
export function settingsOf(stored: unknown): WordSettings {
  return wordSettings.safeParse(stored).data ?? OPEN_SETTINGS;
}
