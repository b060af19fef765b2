import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env";
import { type Prisma, PrismaClient } from "./generated/prisma/client";

/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

const holder = globalThis as { __hirobaDb?: PrismaClient };

/** The database client, one per process, also across fast refresh. Transactions must be short and hold no network call. */
export function db(): PrismaClient {
  holder.__hirobaDb ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 10 }) });
  return holder.__hirobaDb;
}
