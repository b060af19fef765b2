import { unifiedHan } from "./han";
import { latinLookalikes } from "./homoglyphs";

/** A piece of folded text, and the part of the original that it came from, as UTF-16 positions. */
export interface FoldedPiece {
  text: string;
  start: number;
  end: number;
}

/** How far characters are brought together: `plain` keeps what is written, `letters` also what only looks or sounds alike. */
export type FoldDepth = "plain" | "letters";

/** A character with everything that is set on it; half-width sound marks of kana count as such. Hangul letters compose. */
const CLUSTER = /(?:[\u1100-\u115F][\u1160-\u11A7]?[\u11A8-\u11FF]?|[\s\S])[\p{M}\uFF9E\uFF9F\u309B\u309C]*/gu;

/** Marks that make towers and disguises of letters; the sound marks of kana and those of other scripts make letters of their own. */
const MARKS = /(?![\u3099\u309A])(?=[\p{sc=Inherited}\p{sc=Cyrillic}])\p{M}/gu;

/** Characters that nobody sees: they part nothing. */
const UNSEEN = /[\p{Cf}\p{Cc}\u115F\u1160\u2800\u3164\uFFA0]/gu;

const SMALL_KANA = new Map(
  [..."ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ"].flatMap((kana, i, all) => (i % 2 ? [] : [[kana, all[i + 1] ?? kana]])),
);

/** Letters in circles and squares, which compatibility forms leave alone, begin here. */
const ENCLOSED = [0x1f150, 0x1f170];

const MOST_REMEMBERED = 20_000;
const remembered: Record<FoldDepth, Map<string, string>> = { plain: new Map(), letters: new Map() };

/** Folds a text piece by piece, so that every place in the result is known in the original. Linear in the text. */
export function fold(text: string, depth: FoldDepth): FoldedPiece[] {
  const pieces: FoldedPiece[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const folded = foldCluster(cluster, depth);
    if (folded !== "") pieces.push({ text: folded, start: index, end: index + cluster.length });
  }
  return pieces;
}

function foldCluster(cluster: string, depth: FoldDepth): string {
  if (cluster.length === 1 && cluster >= " " && cluster <= "~") return cluster.toLowerCase();
  const memory = remembered[depth];
  const known = memory.get(cluster);
  if (known !== undefined) return known;
  const folded = depth === "plain" ? foldPlain(cluster) : foldLetters(foldPlain(cluster));
  if (memory.size >= MOST_REMEMBERED) memory.clear();
  if (cluster.length <= 4) memory.set(cluster, folded);
  return folded;
}

/** One width, one case, no towers, nothing unseen. White space stays white space. */
function foldPlain(cluster: string): string {
  if (/^\s/u.test(cluster)) return " ";
  return cluster
    .replace(/[\uFF9E\u309B]/g, "\u3099")
    .replace(/[\uFF9F\u309C]/g, "\u309A")
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKS, "")
    .replace(UNSEEN, "")
    .normalize("NFKC");
}

/** One letter for all that look like it, one kana for both scripts and sizes, one Han character for all its forms. */
function foldLetters(plain: string): string {
  return Array.from(plain, (letter) => {
    const kana = hiraganaOf(letter);
    return latinLookalikes.get(letter) ?? unifiedHan.get(letter) ?? SMALL_KANA.get(kana) ?? enclosedLetter(letter) ?? kana;
  }).join("");
}

function hiraganaOf(letter: string): string {
  return letter >= "\u30A1" && letter <= "\u30F6" ? String.fromCharCode(letter.charCodeAt(0) - 0x60) : letter;
}

function enclosedLetter(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0;
  const from = ENCLOSED.find((start) => code >= start && code < start + 26);
  return from === undefined ? undefined : String.fromCharCode(97 + code - from);
}
