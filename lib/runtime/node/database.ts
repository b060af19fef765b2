import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../../generated/prisma/client";

type Options = Omit<ConstructorParameters<typeof PrismaClient>[0], "adapter" | "accelerateUrl">;

const holder = globalThis as { __hirobaDb?: PrismaClient };

/** One client per process, also across fast refresh. */
export function databaseClient(connectionString: string, options: Options): PrismaClient {
  holder.__hirobaDb ??= new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 10 }), ...options });
  return holder.__hirobaDb;
}
