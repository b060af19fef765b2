import "server-only";
import type { Transaction } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { isSame } from "../same";
import { ruleColumns } from "./projection";
import { OPEN_SETTINGS, type WordInput, type WordRule, type WordSettings, wordSettings } from "./schema";

/** Holds a list's row until the transaction ends: two changes come one after the other, each with a version of its own. */
export async function lockScope(tx: Transaction, scope: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO "WordScope" ("id") VALUES (${scope}) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT "id" FROM "WordScope" WHERE "id" = ${scope} FOR UPDATE`;
}

/** True when a list has these entries already and no other. */
export async function hasJust(tx: Transaction, scope: string, entries: readonly WordInput[]): Promise<boolean> {
  const stored = await tx.wordEntry.findMany({ where: { scopeId: scope }, select: ruleColumns });
  const lines = (rules: readonly WordInput[]) =>
    rules
      .map(({ kind, text, action, replacement, isPart, bySound, isFirm }) =>
        JSON.stringify([kind, text, action, replacement, isPart, bySound, isFirm]),
      )
      .toSorted();
  return stored.length === entries.length && isSame(lines(stored), lines(entries));
}

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
