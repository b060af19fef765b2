import type { Mention } from "@/lib/messages/schema";

/** A piece of chat text: plain, a link rebuilt from a parsed address, or the name of somebody who is called. */
export type TextPart =
  | { kind: "text"; text: string }
  | { kind: "link"; href: string /** Where it really leads, and what follows. */; host: string; rest: string }
  | { kind: "mention"; text: string; id: string };

const ADDRESS = /https?:\/\/[^\s<>"'`、。，！？「」『』（）【】]+/gi;
const TRAILING = /[.,:;!?)\]}]+$/;

/** Splits a message at its web addresses. Anything that is not a plain http(s) address stays text. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const written = match[0].replace(TRAILING, "");
    const url = webAddress(written);
    if (!url) continue;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "link", href: url.href, host: url.host, rest: url.href.slice(url.origin.length).replace(/^\/$/, "") });
    from = match.index + written.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/** Splits pieces of plain text again, at the names of the people who are called. A longer name comes before one it begins with. */
export function withMentions(parts: readonly TextPart[], mentions: readonly Mention[]): TextPart[] {
  const people = mentions.toSorted((one, other) => other.name.length - one.name.length);
  return parts.flatMap((part) => (part.kind === "text" ? splitAtNames(part.text, people) : [part]));
}

function splitAtNames(text: string, people: readonly Mention[]): TextPart[] {
  for (const [index, { id, name }] of people.entries()) {
    const at = text.indexOf(`@${name}`);
    if (at < 0) continue;
    const end = at + name.length + 1;
    const before = splitAtNames(text.slice(0, at), people.slice(index + 1));
    return [...before, { kind: "mention", text: text.slice(at, end), id }, ...splitAtNames(text.slice(end), people)];
  }
  return text === "" ? [] : [{ kind: "text", text }];
}

function webAddress(written: string): URL | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  // An address with a name before the host is a way to make one site look like another.
  return (url.protocol === "https:" || url.protocol === "http:") && !url.username && !url.password ? url : null;
}

/** The `lang` for a piece of chat, so that Han characters get the right forms; undefined when nothing tells. */
export function guessLang(text: string, roomLanguage: string): string | undefined {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return "ja";
  if (/\p{sc=Hangul}/u.test(text)) return "ko";
  if (/\p{sc=Han}/u.test(text)) return roomLanguage === "ja" ? "ja" : "zh-Hans";
  return /\p{sc=Latin}/u.test(text) ? "en" : undefined;
}

/** Characters as people count them: code points. */
export function countCharacters(text: string): number {
  return [...text].length;
}
