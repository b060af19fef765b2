import { RE2JS, RE2Set } from "re2js";
import { type FoldedPiece, fold } from "./fold";
import type { WordRule } from "./schema";
import type { WordHit } from "./word-matcher";

/** Instructions of one compiled pattern, and of all patterns of a list: they bound the time and the memory of a search. */
const MOST_INSTRUCTIONS = 1_000;
const MOST_INSTRUCTIONS_OF_LIST = 20_000;
/** Bytes of the automaton that grows while texts are read; past it RE2 starts anew. */
const AUTOMATON_BYTES = 8 * 1024 * 1024;
/** Hits of one pattern in one text that are told apart. */
const MOST_HITS = 20;

export type PatternFault = "bad_pattern" | "large_pattern" | "empty_pattern";

/** What is wrong with an administrator's regular expression, or null. RE2 knows neither lookaround nor back references. */
export function patternFault(pattern: string): PatternFault | null {
  try {
    const compiled = compile(pattern);
    if (compiled.programSize() > MOST_INSTRUCTIONS) return "large_pattern";
    return compiled.test("") ? "empty_pattern" : null;
  } catch {
    return "bad_pattern"; // the library throws several classes, all about the pattern
  }
}

/** True when the patterns of a list are more than a message may be held up by. */
export function areTooLarge(patterns: readonly string[]): boolean {
  let size = 0;
  for (const pattern of patterns) size += compile(pattern).programSize();
  return size > MOST_INSTRUCTIONS_OF_LIST;
}

/**
 * Runs a list's regular expressions over a text in linear time, whatever they are: all of them as one automaton, and only
 * those that matched once more for their places. They see the text in one width, in small letters and without what nobody sees.
 */
export class PatternMatcher {
  private readonly set: RE2Set | null;
  private readonly rules: { rule: WordRule; compiled: RE2JS }[];

  constructor(rules: readonly WordRule[]) {
    this.rules = rules.map((rule) => ({ rule, compiled: compile(rule.text) }));
    if (rules.length === 0) {
      this.set = null;
      return;
    }
    this.set = new RE2Set(RE2Set.UNANCHORED, RE2JS.CASE_INSENSITIVE, AUTOMATON_BYTES);
    for (const rule of rules) this.set.add(rule.text);
    this.set.compile();
  }

  find(original: string): WordHit[] {
    if (!this.set) return [];
    const pieces = fold(original, "plain");
    const text = pieces.map((piece) => piece.text).join("");
    const placeAt = placesOf(pieces);
    return this.set.match(text).flatMap((index) => {
      const found = this.rules[index];
      return found ? hitsOf(found.rule, found.compiled, text, placeAt) : [];
    });
  }
}

function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
}

function hitsOf(rule: WordRule, compiled: RE2JS, text: string, placeAt: readonly FoldedPiece[]): WordHit[] {
  const matcher = compiled.matcher(text);
  const hits: WordHit[] = [];
  while (hits.length < MOST_HITS && matcher.find()) {
    const first = placeAt[matcher.start()];
    const last = placeAt[matcher.end() - 1];
    if (!first || !last || matcher.end() === matcher.start()) continue;
    hits.push({ rule, start: first.start, end: last.end });
  }
  return hits;
}

/** The piece that each UTF-16 position of the folded text came from. */
function placesOf(pieces: readonly FoldedPiece[]): FoldedPiece[] {
  return pieces.flatMap((piece) => Array.from({ length: piece.text.length }, () => piece));
}
