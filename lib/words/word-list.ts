import { PatternMatcher } from "./pattern-matcher";
import type { WordRule } from "./schema";
import { type ReadText, type WordHit, WordMatcher } from "./word-matcher";

/** A list made ready: one automaton for its words and one for its patterns, whatever their number. */
export class WordList {
  private readonly words: WordMatcher;
  private readonly patterns: PatternMatcher;

  constructor(rules: readonly WordRule[]) {
    this.words = new WordMatcher(rules.filter(({ kind }) => kind === "word"));
    this.patterns = new PatternMatcher(rules.filter(({ kind }) => kind === "pattern"));
  }

  /** Every place where an entry is found, allowed or not. */
  find(text: ReadText): WordHit[] {
    return [...this.words.find(text), ...this.patterns.find(text.original)];
  }
}

export const NO_WORDS = new WordList([]);
