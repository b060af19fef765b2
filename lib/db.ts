import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env";
import { type Prisma, PrismaClient } from "./generated/prisma/client";

/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** How long a transaction waits for a free connection, and then for its locks; Prisma's own 2 s end a burst with errors. */
const LONGEST_WAIT_MS = 10_000;

const holder = globalThis as { __hirobaDb?: PrismaClient };

/** The database client, one per process, also across fast refresh. Transactions must be short and hold no network call. */
export function db(): PrismaClient {
  holder.__hirobaDb ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 10 }),
    transactionOptions: { maxWait: LONGEST_WAIT_MS, timeout: LONGEST_WAIT_MS },
  });
  return holder.__hirobaDb;
}
