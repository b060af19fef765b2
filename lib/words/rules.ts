import type { WordAction, WordRule } from "./schema";

/** Where an entry was found, as UTF-16 positions of the original text, and in whose list it is. */
export interface ListedHit {
  rule: WordRule;
  scope: "site" | "room";
  start: number;
  end: number;
}

export type Outcome = Exclude<WordAction, "allow">;

/** What the lists make of a text. */
export interface WordVerdict {
  /** Null when the text goes through as it is. */
  outcome: Outcome | null;
  /** The entry that decided. */
  decisive: ListedHit | null;
  /** The text as it goes through, with everything replaced that is to be. */
  text: string;
  /** All hits; those that an allowed word covers do not count. */
  hits: (ListedHit & { isLifted: boolean })[];
}

/** From the hardest on. What is dropped comes first: its sender is to learn nothing, also not from another word's refusal. */
const HARDEST: readonly Outcome[] = ["drop", "refuse", "hold", "replace"];
const MOST_STARS = 12;

/**
 * Decides about a text by the hits of all lists. A room's entries hold in it whatever the site allows; a room can allow what the
 * site's list has only where that entry is not firm. Of what remains, the hardest action decides.
 */
export function judgeHits(text: string, found: readonly ListedHit[]): WordVerdict {
  const allowed = found.filter(({ rule }) => rule.action === "allow");
  const hits = found
    .filter(({ rule }) => rule.action !== "allow")
    .map((hit) => ({ ...hit, isLifted: allowed.some((allow) => covers(allow, hit)) }));
  const counted = hits.filter(({ isLifted }) => !isLifted);
  const outcome = HARDEST.find((action) => counted.some(({ rule }) => rule.action === action)) ?? null;
  const decisive = counted.find(({ rule }) => rule.action === outcome) ?? null;
  const replaced = counted.filter(({ rule }) => rule.action === "replace");
  return { outcome, decisive, text: outcome === "replace" ? replaceHits(text, replaced) : text, hits };
}

function covers(allow: ListedHit, hit: ListedHit): boolean {
  if (allow.start > hit.start || allow.end < hit.end) return false;
  return allow.scope === hit.scope || (allow.scope === "room" && !hit.rule.isFirm);
}

/** Puts replacements into a text; hits that overlap become one, in the first one's replacement. */
export function replaceHits(text: string, hits: readonly Pick<ListedHit, "rule" | "start" | "end">[]): string {
  const spans: { start: number; end: number; rule: WordRule }[] = [];
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans.at(-1);
    if (last && hit.start < last.end) last.end = Math.max(last.end, hit.end);
    else spans.push({ start: hit.start, end: hit.end, rule: hit.rule });
  }
  let done = 0;
  let result = "";
  for (const { start, end, rule } of spans) {
    result += text.slice(done, start) + (rule.replacement || starsFor(text.slice(start, end)));
    done = end;
  }
  return result + text.slice(done);
}

/** A star for each letter, so that a sentence keeps its shape, up to a dozen. */
function starsFor(word: string): string {
  const letters = word.match(/[\p{L}\p{N}]/gu)?.length ?? 1;
  return "*".repeat(Math.min(MOST_STARS, Math.max(1, letters)));
}
