import { z } from "zod";

/** What happens to a message that holds a word. `allow` is no word to refuse, but one that others must not be found in. */
export const wordActions = ["refuse", "drop", "hold", "replace", "allow"] as const;
export const wordAction = z.enum(wordActions);
export type WordAction = z.infer<typeof wordAction>;

/** A word is matched however it is disguised; a pattern is a regular expression (RE2) on the text as it is written. */
export const wordKinds = ["word", "pattern"] as const;
export const wordKind = z.enum(wordKinds);
export type WordKind = z.infer<typeof wordKind>;

/** Longest word or pattern, and what is put in the place of one, in UTF-16 characters. */
export const MAX_WORD_LENGTH = 100;
export const MAX_PATTERN_LENGTH = 200;
export const MAX_REPLACEMENT_LENGTH = 30;

/** Most entries of a list: of all rooms, and of one room. */
export const MOST_WORDS = { site: 20_000, room: 1_000 } as const;
export const MOST_PATTERNS = { site: 500, room: 50 } as const;

/** One entry of a list, as it is matched. */
export const wordRule = z.object({
  id: z.string(),
  kind: wordKind,
  text: z.string(),
  action: wordAction,
  /** What stands in its place afterwards; nothing stands for stars. Of `replace` alone. */
  replacement: z.string(),
  /** Latin words: also inside of longer words. */
  isPart: z.boolean(),
  /** Chinese words: also in characters and pinyin that sound the same. */
  bySound: z.boolean(),
  /** Of the list for all rooms: no room can allow it. */
  isFirm: z.boolean(),
});
export type WordRule = z.infer<typeof wordRule>;
