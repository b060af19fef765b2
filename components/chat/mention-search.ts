import type { Mention } from "@/lib/messages/schema";
import type { ChatEntry } from "./chat-state";

/** People that are offered at once. */
const MOST_OFFERED = 6;
const LONGEST_NAME = 20;

/** What is being typed after an @ that stands right before the caret, or null. */
export function mentionTyped(text: string, caret: number): string | null {
  const before = text.slice(0, caret);
  const at = Math.max(before.lastIndexOf("@"), before.lastIndexOf("＠"));
  if (at < 0 || (at > 0 && /[\p{sc=Latin}\d._-]/u.test(before[at - 1] ?? ""))) return null; // an address of mail
  const typed = before.slice(at + 1);
  return [...typed].length > LONGEST_NAME || /[\s@＠]/u.test(typed) ? null : typed;
}

/** Everybody who spoke lately, the last first, and then who is there; each once, without oneself. */
export function peopleToMention(entries: readonly ChatEntry[], members: readonly Mention[], selfId: string | null): Mention[] {
  const people = new Map<string, Mention>();
  for (const entry of entries.toReversed()) {
    if (entry.kind === "message" && entry.name && !people.has(entry.fromId)) {
      people.set(entry.fromId, { id: entry.fromId, name: entry.name });
    }
  }
  for (const member of members) if (!people.has(member.id)) people.set(member.id, member);
  if (selfId) people.delete(selfId);
  return [...people.values()];
}

/** Those whose name begins with what was typed, then those who have it elsewhere. */
export function findPeople(people: readonly Mention[], typed: string): Mention[] {
  const wanted = fold(typed);
  const begins = people.filter(({ name }) => fold(name).startsWith(wanted));
  const holds = people.filter(({ name }) => !fold(name).startsWith(wanted) && fold(name).includes(wanted));
  return [...begins, ...holds].slice(0, MOST_OFFERED);
}

function fold(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase();
}
