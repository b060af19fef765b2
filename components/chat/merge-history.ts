import type { ChatEntry, ChatMessage } from "./chat-state";

/**
 * The entries of a log with messages of the past among them. A new one stands right after the newest message that the
 * service has placed before it, so that what the log holds without a place (arrivals, what is on its way) keeps its
 * neighbours; gifts have their time. `idOf` gives the id of a message that the log holds already: it stays where it is, and learns its seal.
 */
export function mergeHistory(
  entries: readonly ChatEntry[],
  past: readonly ChatMessage[],
  idOf: (message: ChatMessage) => string | undefined,
): ChatEntry[] {
  const learned = new Map<string, ChatMessage>();
  const merged: ChatEntry[] = [...entries];
  for (const message of past.toSorted((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0))) {
    const knownId = idOf(message);
    if (knownId) {
      learned.set(knownId, message);
      continue;
    }
    const before = merged.findLastIndex((entry) => isBefore(entry, message));
    merged.splice(before + 1, 0, message);
  }
  return merged.map((entry) => learn(entry, learned.get(entry.id)));
}

function isBefore(entry: ChatEntry, message: ChatMessage): boolean {
  if (entry.kind === "gift") return entry.news.atMs < message.sentAtMs;
  return entry.kind === "message" && entry.sequence !== null && entry.sequence < (message.sequence ?? 0);
}

function learn(entry: ChatEntry, kept: ChatMessage | undefined): ChatEntry {
  if (!kept || entry.kind !== "message" || entry.state === "removed") return entry;
  const { sequence, seal, name, stamp, mentions, quote } = kept;
  return { ...entry, sequence, seal, name: name || entry.name, stamp, mentions, quote, state: "sent", refusal: null };
}
