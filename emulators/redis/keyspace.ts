/** The inner parts of js-redis-server that are changed here. They are not its public API, so its version is pinned. */
interface Entry {
  value: unknown;
}
interface MutationEvent {
  type: string;
  key: Buffer;
}
type Listener = (event: MutationEvent) => void;
interface Mutations {
  globalListeners: Set<Listener>;
  keyListeners: Map<string, Set<Listener>>;
  emit(event: MutationEvent): void;
}
interface Keyspace {
  database: number;
  mutations: Mutations;
  entries: Map<string, Entry & { key: Buffer; expiresAt?: number }>;
  getLiveEntry(key: Buffer): (Entry & { expiresAt?: number }) | null;
  get(key: Buffer): unknown;
  set(key: Buffer, value: unknown, options?: { keepTtl?: boolean; expiresAt?: number }): void;
  emitWrite(entry: Entry): void;
}

/**
 * Stops the engine from copying a whole value at each read, write and notification: with a set of 10,000 rooms, one
 * command took as long as 10,000 small ones. Throws when the engine is built otherwise than this expects.
 */
export function shareValues(client: object): void {
  for (const keyspace of keyspacesOf(client)) {
    keyspace.get = (key) => keyspace.getLiveEntry(key)?.value ?? null;
    keyspace.set = (key, value, options) => {
      const expiresAt = options?.keepTtl ? keyspace.getLiveEntry(key)?.expiresAt : options?.expiresAt;
      const entry = { key: Buffer.from(key), value, ...(expiresAt === undefined ? {} : { expiresAt }) };
      keyspace.entries.set(key.toString("hex"), entry);
      keyspace.emitWrite(entry);
    };
    keyspace.mutations.emit = emitWithoutCopies;
  }
}

function emitWithoutCopies(this: Mutations, event: MutationEvent): void {
  for (const listener of [...this.globalListeners]) listener(event);
  const concerned =
    event.type === "flush" ? [...this.keyListeners.values()] : [this.keyListeners.get(event.key.toString("hex")) ?? []];
  for (const listener of concerned.flatMap((listeners) => [...listeners])) listener(event);
}

function keyspacesOf(client: object): Keyspace[] {
  const { session } = client as { session?: { server?: { databases?: { keyspace?: Keyspace }[] } } };
  const keyspaces = (session?.server?.databases ?? []).flatMap(({ keyspace }) => keyspace ?? []);
  const isKnown = keyspaces.every((one) => one.mutations?.keyListeners instanceof Map && typeof one.getLiveEntry === "function");
  if (keyspaces.length === 0 || !isKnown)
    throw new Error("js-redis-server is built differently than emulators/redis/keyspace.ts expects");
  return keyspaces;
}
