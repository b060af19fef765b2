import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { after } from "next/server";
import { PrismaClient } from "../../generated/prisma/client";

type Options = Omit<ConstructorParameters<typeof PrismaClient>[0], "adapter" | "accelerateUrl">;
type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

/** Where the adapter between Next and workerd keeps the context of the running request. */
const CONTEXT = Symbol.for("__cloudflare-context__");

/** In workerd a socket belongs to the request that opened it, and ends with it: each request has connections of its own. */
class RequestConnections {
  readonly provider = "postgres";
  readonly adapterName = "hiroba-request-connections";
  readonly #factory: PrismaPg;
  readonly #adapters = new WeakMap<object, Promise<Adapter>>();

  constructor(connectionString: string) {
    this.#factory = new PrismaPg({ connectionString, max: 2 });
  }

  /** What a client talks to: whichever request uses it, its own connections answer. */
  async connect(): Promise<Omit<Adapter, "underlyingDriver">> {
    const { provider, adapterName } = this;
    const own = () => this.#ofRequest();
    return {
      provider,
      adapterName,
      queryRaw: async (query) => (await own()).queryRaw(query),
      executeRaw: async (query) => (await own()).executeRaw(query),
      executeScript: async (script) => (await own()).executeScript(script),
      startTransaction: async (isolationLevel) => (await own()).startTransaction(isolationLevel),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      dispose: async () => undefined,
    };
  }

  #ofRequest(): Promise<Adapter> {
    const ctx = requestContext();
    const adapter = this.#adapters.get(ctx) ?? this.#factory.connect();
    this.#adapters.set(ctx, adapter);
    return adapter;
  }
}

const clients = new WeakMap<object, PrismaClient>();
const free: PrismaClient[] = [];

/**
 * A client that no other request uses meanwhile: what one request waits for, workerd does not let another one finish. When
 * the request is over, the next one takes it, because each has a query compiler of its own, megabytes that come back late.
 */
export function databaseClient(connectionString: string, options: Options): PrismaClient {
  const ctx = requestContext();
  const own = clients.get(ctx);
  if (own) return own;
  const client = free.pop() ?? new PrismaClient({ adapter: new RequestConnections(connectionString), ...options });
  clients.set(ctx, client);
  try {
    after(() => {
      clients.delete(ctx);
      free.push(client);
    });
  } catch {
    // Where Next has no end of a request to wait for, the client is used by this one alone.
  }
  return client;
}

function requestContext(): object {
  return (globalThis as unknown as { [CONTEXT]: { ctx: object } })[CONTEXT].ctx;
}
