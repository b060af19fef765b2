import "server-only";
import type { Transaction } from "../db";

/**
 * Marks the entries that cannot win: of the room's host, of the site's moderators and admins, and of accounts that are gone.
 * Called once for each lottery, when its entries are closed.
 */
export async function excludeEntries(tx: Transaction, lotteryId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LotteryEntry" AS entry SET "isExcluded" = true
    FROM "Lottery" AS lottery JOIN "Room" AS room ON room."id" = lottery."roomId"
    WHERE entry."lotteryId" = ${lotteryId} AND lottery."id" = entry."lotteryId" AND NOT EXISTS (
      SELECT 1 FROM "User" AS person
      WHERE person."id" = entry."userId" AND person."id" <> room."hostId" AND person."role" IN ('user', 'host')
    )`;
}
