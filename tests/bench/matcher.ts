import { PatternMatcher } from "../../lib/words/pattern-matcher";
import type { WordRule } from "../../lib/words/schema";
import { readText, WordMatcher } from "../../lib/words/word-matcher";
import { type Metrics, median, note, rounded } from "./benchmark";
import { message, patterns, word } from "./word-samples";

const SIZES = [100, 10_000, 100_000] as const;
const PATTERNS = 500;
const MESSAGES = 5_000;
const ROUNDS = 5;

export const about =
  "The word filter alone, in one process: chat messages of some 40 characters in Latin, kana and Han, a third of them disguised (spaced, full width, look-alikes), against lists of 100, 10,000 and 100,000 words, " +
  `and against ${PATTERNS} regular expressions. Folding the text is part of it. Rounds over the sizes alternate; the median of ${ROUNDS}. \`naive\` looks for each of 100 and 10,000 words with \`includes\` in the lower-cased text and undoes no disguise.`;

function ruleOf(text: string, kind: WordRule["kind"] = "word"): WordRule {
  return { id: text, kind, text, action: "refuse", replacement: "", isPart: false, bySound: false, isFirm: true };
}

/** Milliseconds that a search over all messages takes. */
function timed(messages: readonly string[], search: (text: string) => unknown): number {
  const startedAt = performance.now();
  for (const text of messages) search(text);
  return performance.now() - startedAt;
}

export async function measure(): Promise<Metrics> {
  const lists = SIZES.map((size) => Array.from(new Set(Array.from({ length: size * 1.1 }, word))).slice(0, size));
  const messages = Array.from({ length: MESSAGES }, () => message(lists[0] ?? []));
  const bytes = messages.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const builtMs: number[] = [];
  const matchers = lists.map((words) => {
    const startedAt = performance.now();
    const matcher = new WordMatcher(words.map((text) => ruleOf(text)));
    builtMs.push(performance.now() - startedAt);
    return matcher;
  });
  const expressions = new PatternMatcher(patterns(PATTERNS).map((text) => ruleOf(text, "pattern")));
  const searches = [
    ...matchers.map((matcher) => (text: string) => matcher.find(readText(text))),
    (text: string) => expressions.find(text),
    ...lists.slice(0, 2).map((words) => (text: string) => words.filter((one) => text.toLowerCase().includes(one))),
  ];
  const times: number[][] = searches.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    // The first round warms the caches up.
    searches.forEach((search, index) => {
      const ms = timed(messages, search);
      if (round > 0) times[index]?.push(ms);
    });
    note(`round ${round} of ${ROUNDS}`);
  }
  const [small = 0, middle = 0, large = 0, regular = 0, naive = 0, naiveMiddle = 0] = times.map(median);
  const mbPerSecond = (ms: number) => rounded(bytes / 1e6 / (ms / 1_000));
  const perSecond = (ms: number) => rounded(MESSAGES / (ms / 1_000));
  return {
    mbPerSecond100: mbPerSecond(small),
    mbPerSecond10k: mbPerSecond(middle),
    mbPerSecond100k: mbPerSecond(large),
    messagesPerSecond100: perSecond(small),
    messagesPerSecond10k: perSecond(middle),
    messagesPerSecond100k: perSecond(large),
    messagesPerSecond500Patterns: perSecond(regular),
    build10kMs: rounded(builtMs[1] ?? 0),
    build100kMs: rounded(builtMs[2] ?? 0),
    peers: { naive: { messagesPerSecond100: perSecond(naive), messagesPerSecond10k: perSecond(naiveMiddle) } },
  };
}
