import "server-only";
import { db } from "../db";

/** An entry on its way into the database. */
export interface NewEntry {
  lotteryId: string;
  userId: string;
  tag: string;
  sequence: number;
  enteredAt: Date;
}

interface Waiting {
  entry: NewEntry;
  resolve: (isStored: boolean) => void;
  reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let isWriting = false;

/**
 * Stores an entry, or finds it stored already; false when the lottery takes no more. When the promise resolves, the entry is
 * committed. Entries that come while others are being written go together into the next statement.
 */
export function storeEntry(entry: NewEntry): Promise<boolean> {
  return new Promise((resolve, reject) => {
    waiting.push({ entry, resolve, reject });
    if (!isWriting) void writeAll();
  });
}

async function writeAll(): Promise<void> {
  isWriting = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      const open = await insertEntries(batch.map((one) => one.entry));
      for (const { entry, resolve } of batch) resolve(open.has(entry.lotteryId));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  isWriting = false;
}

/**
 * One statement: the lotteries' rows are held so that none of them is closed before the entries are in, and entries of a
 * lottery that is closed are left out. Gives the lotteries that were open.
 */
async function insertEntries(entries: readonly NewEntry[]): Promise<Set<string>> {
  const lotteryIds = entries.map((entry) => entry.lotteryId);
  const open = await db().$queryRaw<{ id: string }[]>`
    WITH open AS (
      SELECT "id" FROM "Lottery" WHERE "id" = ANY(${lotteryIds}::text[]) AND "status" = 'open' ORDER BY "id" FOR SHARE
    ), stored AS (
      INSERT INTO "LotteryEntry" ("lotteryId", "userId", "tag", "sequence", "enteredAt")
      SELECT entry.* FROM unnest(
        ${lotteryIds}::text[], ${entries.map((entry) => entry.userId)}::text[], ${entries.map((entry) => entry.tag)}::text[],
        ${entries.map((entry) => BigInt(entry.sequence))}::bigint[], ${entries.map((entry) => entry.enteredAt)}::timestamp[]
      ) AS entry("lotteryId", "userId", "tag", "sequence", "enteredAt")
      JOIN open ON open."id" = entry."lotteryId"
      ON CONFLICT DO NOTHING
    )
    SELECT "id" FROM open`;
  return new Set(open.map(({ id }) => id));
}
