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

/** Most words and most patterns of a list: of all rooms, and of one room. */
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

/** The list that holds for all rooms; every other scope is a room's id. */
export const SITE_SCOPE = "site";
export const wordScope = z.string().regex(/^[0-9a-z]{1,32}$/);

/** How many equal messages of a person in a minute, and how many at all in ten seconds, the desk offers; 0 is no limit. */
export const repeatChoices = [0, 1, 2, 3, 5] as const;
export const floodChoices = [0, 3, 5, 10, 20] as const;
export const REPEAT_SECONDS = 60;
export const FLOOD_SECONDS = 10;

export const linkRules = ["any", "listed", "none"] as const;
export const timeoutChoices = ["deliver", "refuse"] as const;
const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u);

/** What a text is held to beside the words of a list. */
export const wordSettings = z.object({
  /** Which links people may write; with `listed` those to the hosts below and to what is under them. */
  links: z.enum(linkRules),
  hosts: z.array(host).max(200),
  repeats: z.literal(repeatChoices),
  flood: z.literal(floodChoices),
  /** Of all rooms: what becomes of a message that the vendor's moderation did not judge in time. */
  onTimeout: z.enum(timeoutChoices),
  /** Of a room: every found word refuses, and what new accounts write is held. Set and taken back by the room's shield alone. */
  isShielded: z.boolean().default(false),
});
export type WordSettings = z.infer<typeof wordSettings>;

/** Body of `PUT /api/words/:scope/settings`. */
export const settingsInput = wordSettings.omit({ isShielded: true });
export type SettingsInput = z.infer<typeof settingsInput>;

export const OPEN_SETTINGS: WordSettings = {
  links: "any",
  hosts: [],
  repeats: 0,
  flood: 0,
  onTimeout: "deliver",
  isShielded: false,
};

const text = (most: number) => z.string().trim().min(1).max(most);
const flags = {
  action: wordAction,
  replacement: z.string().trim().max(MAX_REPLACEMENT_LENGTH).default(""),
  isPart: z.boolean().default(false),
  bySound: z.boolean().default(false),
  isFirm: z.boolean().default(true),
};

/** An entry as somebody writes it. A pattern is checked further by the engine that will run it. */
export const wordInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("word"), text: text(MAX_WORD_LENGTH), ...flags }),
  z.strictObject({ kind: z.literal("pattern"), text: text(MAX_PATTERN_LENGTH), ...flags }),
]);
export type WordInput = z.infer<typeof wordInput>;

export const wordParams = z.object({ scope: wordScope });
export const wordEntryParams = wordParams.extend({ wordId: z.string().max(32) });

export const transferFormats = ["text", "csv", "json"] as const;
export const transferFormat = z.enum(transferFormats);
export type TransferFormat = z.infer<typeof transferFormat>;

/** Longest file that is taken in, in characters. */
export const MAX_IMPORT_LENGTH = 2_000_000;

/** Body of `POST /api/words/:scope/import`. The action is that of lines that name none. */
export const importInput = z.strictObject({
  format: transferFormat,
  text: z.string().max(MAX_IMPORT_LENGTH),
  action: wordAction,
  /** Whether the list is emptied first. */
  isReplacing: z.boolean(),
});
export type ImportInput = z.infer<typeof importInput>;

/** Body of `POST /api/words/:scope/try`. */
export const tryInput = z.strictObject({ text: z.string().min(1).max(2_000) });

/** What the test box shows: which entries were found where, and what became of the text. */
export const wordTrial = z.object({
  outcome: z.enum(["passes", "link", ...wordActions]),
  text: z.string(),
  hits: z.array(
    z.object({
      id: z.string(),
      kind: wordKind,
      text: z.string(),
      action: wordAction,
      scope: z.enum(["site", "room"]),
      found: z.string(),
      isLifted: z.boolean(),
    }),
  ),
});
export type WordTrial = z.infer<typeof wordTrial>;

/** A list as the desk shows it. */
export interface WordDesk {
  scope: string;
  settings: WordSettings;
  total: number;
  words: WordRule[];
}
