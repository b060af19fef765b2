/** A piece of chat text: plain, or a link rebuilt from a parsed address. */
export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

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
    parts.push({ kind: "link", text: url.href.replace(/\/$/, ""), href: url.href });
    from = match.index + written.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
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
