/** What is asked of the worker: to run these expressions over these texts. */
export interface PatternTask {
  id: number;
  patterns: readonly string[];
  texts: readonly string[];
}

/** What the worker says: that it is there, that it begins with a pattern, or which texts were found. */
export type PatternNews =
  | { kind: "ready" }
  | { kind: "at"; id: number; pattern: string }
  | { kind: "done"; id: number; found: boolean[] };

/** Runs every expression over every text. `onPattern` is called before each, so that one that never ends is known. */
export function runPatterns({ patterns, texts }: PatternTask, onPattern: (pattern: string) => void): boolean[] {
  const found = texts.map(() => false);
  for (const pattern of patterns) {
    onPattern(pattern);
    const expression = new RegExp(pattern, "iu");
    for (const [index, text] of texts.entries()) found[index] ||= expression.test(text);
  }
  return found;
}
