import { z } from "zod";

/** More marks than any script needs on one letter; beyond it they are a tower that covers the lines around it. */
const MOST_MARKS = 8;

/** Why a text was refused for its characters: the message of a custom zod issue, and the key of a sentence in `common.fault`. */
export type TextFault = "hidden_characters" | "stacked_marks";

/** Line breaks and tabs aside: characters that no keyboard gives and that break logs, terminals and databases. */
const CONTROL = /(?![\n\r\t])\p{Cc}|\p{Cs}|\p{Co}/u;

/** Turns the direction of what follows, so that a text reads as something that it is not. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/u;

const TOWER = new RegExp(`\\p{M}{${MOST_MARKS + 1}}`, "u");

/** A flag that is spelled with invisible letters; an emoji joined to the next one; a joiner that shapes letters of one script. */
const WANTED_FORMAT = [
  "\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2,6}\\u{E007F}",
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})",
  "(?<=[\\p{sc=Arabic}\\p{sc=Devanagari}\\p{sc=Bengali}\\p{sc=Tamil}\\p{sc=Sinhala}\\p{sc=Malayalam}\\p{M}])[\\u200C\\u200D](?=\\p{L})",
];
const INVISIBLE = new RegExp(`(${WANTED_FORMAT.join("|")})|[\\p{Cf}\\u115F\\u1160\\u2800\\u3164\\uFFA0]`, "gu");

/** What is wrong with the characters of a text, or null. Such a text is refused, because what it shows is not what it holds. */
export function textFault(text: string): TextFault | null {
  if (CONTROL.test(text) || DIRECTION.test(text)) return "hidden_characters";
  return TOWER.test(text.normalize("NFC")) ? "stacked_marks" : null;
}

/** The text in composed form, with one kind of line break, and without characters that nobody sees. */
export function tidyText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(INVISIBLE, (_, wanted: string | undefined) => wanted ?? "");
}

/** Text of one line, tidied: 1 to `max` characters (UTF-16), or 0 with `min` 0. */
export const plainLine = (max: number, min = 1) =>
  tidied((text) => text.replace(/[\s\u2028\u2029]+/gu, keepSpace).trim(), min, max);

/** Text of several lines, tidied: at most two breaks in a row, `min` to `max` characters. */
export const plainText = (max: number, min = 0) =>
  tidied(
    (text) =>
      text
        .replace(/[\u2028\u2029]/gu, "\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim(),
    min,
    max,
  );

/** A wide space between words is meant; breaks and tabs in a line are not. */
function keepSpace(spaces: string): string {
  return /[\n\t\u2028\u2029]/u.test(spaces) ? " " : spaces;
}

function tidied(shape: (text: string) => string, min: number, max: number) {
  return z
    .string()
    .max(max * 8) // before any work is done on it
    .superRefine((text, context) => {
      const reason = textFault(text);
      if (reason) context.addIssue({ code: "custom", message: reason });
    })
    .transform((text) => shape(tidyText(text)))
    .pipe(z.string().min(min).max(max));
}
