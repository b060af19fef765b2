import "server-only";
import { z } from "zod";
import type { Transaction } from "../db";
import { AppError } from "../errors";
import { Prisma } from "../generated/prisma/client";
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
  reversesId?: bigint | null;
  moves: readonly LedgerMove[];
}

/** What was booked. */
export interface Posted {
  id: bigint;
  /** The balances of the people's accounts that it touched, by account id. */
  balances: ReadonlyMap<string, number>;
}

/**
 * The call of the database's function that books a movement, to stand in a statement: no row, or `movement` and `balances`.
 * `after` is a text of another part of the statement, which the call then cannot come before, and without which it does not happen.
 */
export function postCall(
  { kind, scope, requestId, actorId, reason = "", reversesId = null, moves }: Posting,
  after: Prisma.Sql = Prisma.sql`''`,
): Prisma.Sql {
  const rows = orderedMoves(moves).map(({ account, coins }) => ({ account: accountId(account), ...account, coins }));
  return Prisma.sql`"ledger_post"(${kind}::"LedgerTransactionKind", ${scope}, ${requestId}, ${actorId}, ${reason}::text || left(${after}, 0),
    ${reversesId}::bigint, ${JSON.stringify(rows)}::jsonb)`;
}

const postedRow = z.object({ movement: z.bigint(), balances: z.record(z.string(), z.int()) });

/**
 * Books a movement of coins in the transaction of its cause. Gives null, and books nothing, when the request was booked
 * before or when what it takes back was taken back. Throws `insufficient_coins` when a person's account would go below zero;
 * the caller's transaction must then end.
 */
export async function post(tx: Transaction, posting: Posting): Promise<Posted | null> {
  const [row] = await asInsufficient(tx.$queryRaw<unknown[]>`SELECT * FROM ${postCall(posting)}`);
  if (row === undefined) return null;
  const { movement, balances } = postedRow.parse(row);
  return { id: movement, balances: new Map(Object.entries(balances)) };
}

/** Of PostgreSQL's codes: what `ledger_post` ends with when an account has too little. */
const TOO_LITTLE = "HC001";

/** Waits for a statement that books, and throws `insufficient_coins` when an account had too little. */
export async function asInsufficient<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const isPoor = error instanceof Prisma.PrismaClientKnownRequestError && error.message.includes(TOO_LITTLE);
    throw isPoor ? new AppError("insufficient_coins", error.message, { cause: error }) : error;
  }
}
