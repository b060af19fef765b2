import { lettersOf } from "./letters";
import { areLinksAllowed } from "./links";
import { judgeHits, type ListedHit, type WordVerdict } from "./rules";
import type { WordSettings } from "./schema";
import type { WordList } from "./word-list";
import { type ReadText, readText } from "./word-matcher";

/** A list with what else a text is held to, made ready. */
export interface ReadyScope {
  version: string;
  list: WordList;
  settings: WordSettings;
}

/** A verdict, and whether the text has links that may not be written. */
export interface TextVerdict extends WordVerdict {
  hasForbiddenLink: boolean;
}

/** What the lists make of a text: for most people both hold, for the room's host that of the site alone. */
export interface TextVerdicts {
  forOthers: TextVerdict;
  forHost: TextVerdict;
}

/** Judges a text by the site's list and the room's. Pure; the time does not depend on how many words there are. */
export function judgeText(text: string, site: ReadyScope, room: ReadyScope): TextVerdicts {
  const read = readText(text);
  const ofSite = hitsOf(read, site, "site");
  const ofRoom = hitsOf(read, room, "room");
  const forHost = { ...judgeHits(text, ofSite), hasForbiddenLink: !areLinksAllowed(text, site.settings) };
  const hasForbiddenLink = forHost.hasForbiddenLink || !areLinksAllowed(text, room.settings);
  const { isShielded } = room.settings;
  if (ofRoom.length === 0 && hasForbiddenLink === forHost.hasForbiddenLink && !isShielded) return { forHost, forOthers: forHost };
  const verdict = { ...judgeHits(text, [...ofSite, ...ofRoom]), hasForbiddenLink };
  return { forHost, forOthers: isShielded ? hardened(verdict) : verdict };
}

/** Behind a room's shield nothing is replaced and no word is worth an eye: it is refused. */
function hardened(verdict: TextVerdict): TextVerdict {
  return verdict.outcome === "hold" || verdict.outcome === "replace" ? { ...verdict, outcome: "refuse" } : verdict;
}

/** Laughter, numbers and applause are repeated by everybody. */
const SHORTEST_REPEATED = 6;

/** Names a text for the count of its repetitions: other cases, widths and spaces are the same text. Null for a short one. */
export function repetitionMark(text: string): string | null {
  const letters = lettersOf(text).text;
  return letters.length < SHORTEST_REPEATED ? null : hashOf(letters);
}

function hitsOf(text: ReadText, { list }: ReadyScope, scope: ListedHit["scope"]): ListedHit[] {
  return list.find(text).map((hit) => ({ ...hit, scope }));
}

/** FNV-1a, twice over: names a text in a key; nothing is kept secret or safe by it. */
function hashOf(text: string): string {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at += 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
}
