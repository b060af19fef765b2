import "server-only";
import { z } from "zod";
import { wordsKey } from "../keys";
import { redis } from "../redis";
import type { ReadyScope } from "./judge";
import { publishWords } from "./projection";
import { OPEN_SETTINGS, SITE_SCOPE, wordRule, wordSettings } from "./schema";
import { NO_WORDS, WordList } from "./word-list";

/** The version of a room that has no list; the site's list always has one of its own. */
export const NO_VERSION = "0";
const NOTHING: ReadyScope = { version: NO_VERSION, list: NO_WORDS, settings: OPEN_SETTINGS };
/** The site's list before it was read: no version is like it. */
const UNREAD: ReadyScope = { ...NOTHING, version: "unread" };

/** Lists kept ready in this process; rooms that were not spoken in for long make room for others. */
const MOST_READY = 500;
const ready = new Map<string, ReadyScope>();
const loading = new Map<string, Promise<void>>();

const stored = z.looseObject({ version: z.coerce.string(), settings: wordSettings.catch(OPEN_SETTINGS) });

/** A list as this process last read it. Its version tells whether it still holds. */
export function readyScope(scope: string): ReadyScope {
  return ready.get(scope) ?? (scope === SITE_SCOPE ? UNREAD : NOTHING);
}

/** Reads a list from Redis and makes it ready; whoever asks at the same time waits for the same reading. */
export function loadScope(scope: string): Promise<void> {
  const running = loading.get(scope);
  if (running) return running;
  const started = load(scope).finally(() => loading.delete(scope));
  loading.set(scope, started);
  return started;
}

async function load(scope: string): Promise<void> {
  let found = await redis().hgetall(wordsKey(scope));
  if (!found && scope === SITE_SCOPE) {
    // Redis was emptied, or never had it: without the list no message may pass.
    await publishWords(scope);
    found = await redis().hgetall(wordsKey(scope));
  }
  ready.delete(scope);
  if (found) ready.set(scope, readyOf(found));
  const [oldest] = ready.keys();
  if (ready.size > MOST_READY && oldest !== undefined) ready.delete(oldest);
}

function readyOf(found: Record<string, unknown>): ReadyScope {
  const { version, settings, ...pieces } = stored.parse(found);
  const rules = Object.entries(pieces).flatMap(([name, piece]) =>
    name.startsWith("piece") ? z.array(wordRule).parse(piece) : [],
  );
  return { version, settings, list: new WordList(rules) };
}
