import type { WordSettings } from "./schema";

/** Endings of hosts that are read as a link without `https://`; others would take every missing space after a full stop for one. */
const ENDINGS =
  "com|net|org|info|biz|io|co|me|gg|ly|tv|cc|to|be|jp|cn|hk|tw|kr|ru|uk|de|fr|eu|us|xyz|top|vip|club|site|online|shop|store|live|link|app|dev|icu|work|space|fun|ws|la|pw|ml|tk";

/** A host in a text: behind a scheme or `www.` whatever its ending is. The ideographic full stop opens pages as well. */
const LINK = new RegExp(
  `(?:h(?:tt|xx)ps?:\\/\\/|www[.。])([\\p{L}\\p{N}][\\p{L}\\p{N}.。-]*)|(?<![\\p{L}\\p{N}@.-])((?:[a-z0-9][a-z0-9-]{0,62}[.。]){1,5}(?:${ENDINGS}))(?![\\p{L}\\p{N}-])`,
  "giu",
);

/** The hosts that a text links to, without a leading `www`. Linear: no part of the expression repeats another. */
export function linkedHosts(text: string): string[] {
  const plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
  return Array.from(plain.matchAll(LINK), ([, named, bare]) =>
    (named ?? bare ?? "")
      .toLowerCase()
      .replaceAll("。", ".")
      .replace(/^www\./, "")
      .replace(/\.+$/, ""),
  );
}

/** True when all of a text's links may be written. */
export function areLinksAllowed(text: string, { links, hosts }: Pick<WordSettings, "links" | "hosts">): boolean {
  if (links === "any") return true;
  const found = linkedHosts(text);
  if (links === "none") return found.length === 0;
  return found.every((host) => hosts.some((listed) => host === listed || host.endsWith(`.${listed}`)));
}
