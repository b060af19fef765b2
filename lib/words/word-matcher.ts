import AhoCorasick from "modern-ahocorasick";
import { isLatin, type Letters, lettersOf, SPACE } from "./letters";
import type { WordRule } from "./schema";
import { type Sounds, soundsOf, spellingsOf } from "./sound";

/** Where an entry was found, as UTF-16 positions of the original text. */
export interface WordHit {
  rule: WordRule;
  start: number;
  end: number;
}

/** A text's letters, and its sounds when somebody asks for them: made once, used by every list. */
export interface ReadText {
  original: string;
  letters: Letters;
  sounds(): Sounds;
}

interface Word {
  rule: WordRule;
  letters: Letters;
  /** How many letters it has, repeated ones included. */
  size: number;
}

/** Short words must be stretched more before they count as stretched: "good" is not "god". */
const SHORT_WORD = 3;
const STRETCHED = 3;
/** An emoji without letters is found in every colour of skin. */
const SKINS = ["", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];
const HAN = /\p{sc=Han}/u;

export function readText(original: string): ReadText {
  const letters = lettersOf(original);
  let sounds: Sounds | undefined;
  return {
    original,
    letters,
    sounds: () => {
      sounds ??= soundsOf(letters);
      return sounds;
    },
  };
}

/**
 * Finds all words of a list in a text in one pass each over its letters, its sounds and, for words without any letter, its
 * signs; the time does not depend on the number of words.
 */
export class WordMatcher {
  private readonly byLetters: AhoCorasick<Word> | null;
  private readonly bySounds: AhoCorasick<WordRule> | null;
  private readonly bySigns: AhoCorasick<WordRule> | null;

  constructor(rules: readonly WordRule[]) {
    const words = rules.map((rule) => ({ rule, letters: lettersOfWord(rule.text) }));
    const written = words.filter(({ letters }) => letters.text !== "");
    const signs = words.filter(({ letters, rule }) => letters.text === "" && rule.text.trim() !== "");
    const spoken = written.filter(({ rule }) => rule.bySound);
    this.byLetters = automaton(written.flatMap(({ rule, letters }) => variantsOf({ rule, letters, size: sum(letters.runs) })));
    this.bySounds = automaton(
      spoken.flatMap(({ rule, letters }) => spellingsOf(rule.text, letters).map((pattern) => ({ pattern, data: rule }))),
    );
    this.bySigns = automaton(
      signs.flatMap(({ rule }) => SKINS.map((skin) => ({ pattern: rule.text.trim() + skin, data: rule }))),
    );
  }

  find(text: ReadText): WordHit[] {
    return [...this.findLetters(text.letters), ...this.findSounds(text), ...this.findSigns(text.original)];
  }

  private findLetters(letters: Letters): WordHit[] {
    const hits: WordHit[] = [];
    for (const { start, end, data } of this.byLetters?.search(letters.text) ?? []) {
      if (data && isWritten(data, letters, start, end)) hits.push(placeOf(data.rule, letters, start, end));
    }
    return hits;
  }

  private findSounds(text: ReadText): WordHit[] {
    if (!this.bySounds) return [];
    const sounds = text.sounds();
    return this.bySounds
      .search(sounds.text)
      .flatMap(({ start, end, data }) =>
        data && sounds.canBegin[start] && sounds.canEnd[end - 1] ? [placeOf(data, sounds, start, end)] : [],
      );
  }

  private findSigns(original: string): WordHit[] {
    const found = this.bySigns?.search(original) ?? [];
    return found.flatMap(({ start, end, data }) => (data ? [{ rule: data, start, end }] : []));
  }
}

const knownWords = new Map<string, Letters>();
const MOST_KNOWN = 60_000;

/** A word's letters, remembered: a change of one entry does not fold all the others again. */
function lettersOfWord(text: string): Letters {
  const known = knownWords.get(text);
  if (known) return known;
  if (knownWords.size >= MOST_KNOWN) knownWords.clear();
  const letters = lettersOf(text);
  knownWords.set(text, letters);
  return letters;
}

function automaton<T>(patterns: { pattern: string; data: T }[]): AhoCorasick<T> | null {
  return patterns.length === 0 ? null : new AhoCorasick(patterns);
}

/** A one that is written for an l is read as an i, so words with an l are looked for in that spelling too. */
function variantsOf(word: Word): { pattern: string; data: Word }[] {
  const found = [{ pattern: word.letters.text, data: word }];
  if (!word.letters.text.includes("l")) return found;
  const letters = lettersOfWord(word.rule.text.replace(/l/gi, "i"));
  return [...found, { pattern: letters.text, data: { ...word, letters } }];
}

function placeOf(rule: WordRule, { starts, ends }: Letters | Sounds, start: number, end: number): WordHit {
  return { rule, start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

/** True when letters that are the same ones really spell the word: repeated, parted and bordered as people disguise it. */
function isWritten({ rule, letters: word, size }: Word, text: Letters, start: number, end: number): boolean {
  const gapsAt: number[] = [];
  for (let at = start; at < end; at += 1) {
    if (!isRepeated(text.text[at] ?? "", word.runs[at - start] ?? 1, text.runs[at] ?? 1, size)) return false;
    if (at > start && (text.gaps[at] ?? 0) > 0 && word.gaps[at - start] === 0) gapsAt.push(at);
  }
  const hasHan = HAN.test(word.text);
  const isSpaced = gapsAt.some((at) => text.gaps[at] === SPACE);
  const needsEdges = (isSpaced && !hasHan) || gapsAt.some((at) => isLatin(text.text[at]));
  if (!isBordered(text, start, needsEdges, rule.isPart) || !isBordered(text, end, needsEdges, rule.isPart)) return false;
  return gapsAt.length === 0 || !isSpaced || hasHan || isSpelledOut([start, ...gapsAt, end]);
}

/** The letter as often as in the word, or more often; numbers are exact. */
function isRepeated(letter: string, inWord: number, inText: number, size: number): boolean {
  if (inWord === inText) return true;
  if (inText < inWord || /\d/.test(letter)) return false;
  return size > SHORT_WORD || inText >= STRETCHED;
}

/** True when a word may begin or end at a place: always beside a gap; within Latin letters never, unless parts count. */
function isBordered(text: Letters, at: number, needsGap: boolean, isPart: boolean): boolean {
  if (at === 0 || at === text.text.length || (text.gaps[at] ?? 0) > 0) return true;
  const isWithinLatin = isLatin(text.text[at - 1]) && isLatin(text.text[at]);
  if (needsGap) return !isWithinLatin && isLatin(text.text[at - 1]) !== isLatin(text.text[at]);
  return isPart || !isWithinLatin;
}

/** "f u c k" and "f uck" are one word spelled out; "pen is" are two. */
function isSpelledOut(cuts: readonly number[]): boolean {
  const sizes = cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0));
  return sizes.filter((size) => size === 1).length >= Math.max(1, sizes.length - 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
