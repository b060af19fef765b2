import { newId } from "./ids";

const shared = globalThis as { hirobaInstance?: string };

/** The name of this server process, the same for all bundles in it and for cache-handler.cjs. */
export function instanceId(): string {
  shared.hirobaInstance ??= newId();
  return shared.hirobaInstance;
}
