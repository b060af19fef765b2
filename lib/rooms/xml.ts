import { htmlLang, routing } from "../i18n/routing";
import type { RoomCard, RoomLanguage } from "./schema";

const NAMED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Characters that XML 1.0 cannot hold at all, not even escaped. */
const IMPOSSIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** A text as it stands between tags or quotes of XML. */
export const xmlText = (text: string) => text.replace(IMPOSSIBLE, "").replace(/[&<>"']/g, (one) => NAMED[one] ?? one);

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Which language of the interface a room's address in a feed opens in: its own. */
const localeOf: Record<RoomLanguage, string> = { ja: "ja", en: "en", "zh-Hans": "zh" };

/** The moment by which a feed orders a room: when it began, ended, or is to begin. */
const momentOf = (card: RoomCard) => card.endedAtMs ?? card.startedAtMs ?? card.scheduledAtMs ?? 0;

/** An Atom feed of rooms, in the order given; a room is a new entry with every session. */
export function atomFeed(site: string, cards: readonly RoomCard[], nowMs: number): string {
  const entries = cards.map((card) => {
    const address = `${site}/${localeOf[card.language]}/rooms/${card.id}`;
    const at = new Date(Math.min(momentOf(card) || nowMs, nowMs)).toISOString();
    return `<entry xml:lang="${card.language}"><id>${xmlText(`${address}#${card.startedAtMs ?? "soon"}`)}</id><title>${xmlText(card.title)}</title>
<link href="${xmlText(address)}"/><updated>${at}</updated><author><name>${xmlText(card.hostName)}</name></author>
<category term="${card.category}"/><category term="${card.status}"/><summary>${xmlText(card.description)}</summary></entry>`;
  });
  return `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><id>${xmlText(site)}/</id><title>Hiroba</title>
<link rel="self" href="${xmlText(site)}/feed.xml"/><link href="${xmlText(site)}/"/><updated>${new Date(nowMs).toISOString()}</updated>
${entries.join("\n")}
</feed>
`;
}

/** A map of pages: each path in every language, with its other languages beside it. */
export function sitemap(site: string, paths: readonly string[]): string {
  const urls = paths.flatMap((path) => {
    const others = routing.locales.map(
      (locale) => `<xhtml:link rel="alternate" hreflang="${htmlLang[locale]}" href="${xmlText(`${site}/${locale}${path}`)}"/>`,
    );
    return routing.locales.map((locale) => `<url><loc>${xmlText(`${site}/${locale}${path}`)}</loc>${others.join("")}</url>`);
  });
  const spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';
  return `${HEAD}<urlset ${spaces}>\n${urls.join("\n")}\n</urlset>\n`;
}

/** A map of maps. */
export function sitemapIndex(addresses: readonly string[]): string {
  const maps = addresses.map((address) => `<sitemap><loc>${xmlText(address)}</loc></sitemap>`);
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join("\n")}\n</sitemapindex>\n`;
}
