import "server-only";
import { databaseClient } from "#database";
import { env } from "./env";
import type { Prisma, PrismaClient } from "./generated/prisma/client";

/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** How long a transaction waits for a free connection, and then for its locks; Prisma's own 2 s end a burst with errors. */
const LONGEST_WAIT_MS = 10_000;

/** The database client. Transactions must be short and hold no network call. */
export function db(): PrismaClient {
  return databaseClient(env().DATABASE_URL, { transactionOptions: { maxWait: LONGEST_WAIT_MS, timeout: LONGEST_WAIT_MS } });
}
