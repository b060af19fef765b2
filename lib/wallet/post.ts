import "server-only";
import type { Transaction } from "../db";
import { AppError } from "../errors";
import { accountId, type LedgerMove, orderedMoves } from "./rules";
import type { LedgerKind } from "./schema";

/** A movement of coins that is about to be booked. */
export interface Posting {
  kind: LedgerKind;
  /** Within a scope a request is booked once: `gift:<userId>`, `allowance:<userId>`. */
  scope: string;
  requestId: string;
  actorId: string | null;
  reason?: string;
  reversesId?: bigint;
  moves: readonly LedgerMove[];
}

/** What was booked. */
export interface Posted {
  id: bigint;
  /** The balances of the people's accounts that it touched, by account id. */
  balances: ReadonlyMap<string, number>;
}

/**
 * Books a movement of coins in the transaction of its cause. Gives null, and books nothing, when the request was booked
 * before or when what it takes back was taken back. Throws `insufficient_coins` when a person's account would go below zero;
 * the caller's transaction must then end.
 */
export async function post(tx: Transaction, posting: Posting): Promise<Posted | null> {
  const { moves: wanted, ...about } = posting;
  const moves = orderedMoves(wanted);
  const [row] = await tx.ledgerTransaction.createManyAndReturn({ data: [about], skipDuplicates: true, select: { id: true } });
  if (!row) return null;
  const balances = new Map<string, number>();
  for (const move of moves) {
    const balance = await moveBalance(tx, move);
    if (balance !== null) balances.set(accountId(move.account), Number(balance));
  }
  const entries = moves.map(({ account, coins }) => ({ transactionId: row.id, accountId: accountId(account), amount: coins }));
  await tx.ledgerEntry.createMany({ data: entries });
  return { id: row.id, balances };
}

/** The balance after a move; null for the house, whose balances are not stored. */
async function moveBalance(tx: Transaction, { account, coins }: LedgerMove): Promise<bigint | null> {
  const { kind, userId } = account;
  if (userId === undefined) return null;
  const id = accountId(account);
  if (coins > 0) {
    const { balance } = await tx.ledgerAccount.upsert({
      where: { id },
      create: { id, kind, userId, balance: coins },
      update: { balance: { increment: coins } },
      select: { balance: true },
    });
    return balance;
  }
  const [changed] = await tx.ledgerAccount.updateManyAndReturn({
    where: { id, balance: { gte: -coins } },
    data: { balance: { decrement: -coins } },
    select: { balance: true },
  });
  if (!changed) throw new AppError("insufficient_coins", `${id} has less than ${-coins}`);
  return changed.balance;
}
