import type { DanmakuFilter } from "./settings";

/** What a filter looks at. */
export interface Utterance {
  text: string;
  fromId: string;
  name: string;
}

/** Filters made ready for many messages. */
export interface CompiledFilters {
  words: readonly string[];
  people: ReadonlySet<string>;
  /** Sources of regular expressions; they are only run where they may take long. */
  patterns: readonly string[];
}

/** Makes filters ready; patterns that took too long, or are none, are left out. */
export function compileFilters(filters: readonly DanmakuFilter[]): CompiledFilters {
  const values = (kind: DanmakuFilter["kind"]) => filters.filter((one) => one.kind === kind && !one.isTooSlow);
  return {
    words: values("word").map(({ value }) => folded(value)),
    people: new Set(values("person").map(({ value }) => folded(value))),
    patterns: values("pattern").flatMap(({ value }) => (isPattern(value) ? [value] : [])),
  };
}

/** True when a word or person filter hides it. Case and width of letters do not matter. */
export function isHidden({ text, fromId, name }: Utterance, { words, people }: CompiledFilters): boolean {
  if (people.size > 0 && (people.has(folded(fromId)) || people.has(folded(name)))) return true;
  if (words.length === 0) return false;
  const said = folded(text);
  return words.some((word) => said.includes(word));
}

/** True when the text is a regular expression that this browser understands. */
export function isPattern(source: string): boolean {
  try {
    patternOf(source);
    return true;
  } catch {
    return false;
  }
}

/** The expression that a filter means: case does not matter, and letters outside of the basic plane are one. */
export function patternOf(source: string): RegExp {
  return new RegExp(source, "iu");
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}
