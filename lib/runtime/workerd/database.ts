import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../../generated/prisma/client";

type Options = Omit<ConstructorParameters<typeof PrismaClient>[0], "adapter" | "accelerateUrl">;

/** Where the adapter between Next and workerd keeps the context of the running request. */
const CONTEXT = Symbol.for("__cloudflare-context__");

const clients = new WeakMap<object, PrismaClient>();

/** One client per request: in workerd a socket belongs to the request that opened it, and ends with it. */
export function databaseClient(connectionString: string, options: Options): PrismaClient {
  const { ctx } = (globalThis as unknown as { [CONTEXT]: { ctx: object } })[CONTEXT];
  const client = clients.get(ctx) ?? new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 2 }), ...options });
  clients.set(ctx, client);
  return client;
}
