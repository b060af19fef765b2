import { type FoldedPiece, fold } from "./fold";

/** What stands between two letters of a text: nothing, signs, or at least one space. */
export type Gap = 0 | 1 | 2;
export const SIGNS: Gap = 1;
export const SPACE: Gap = 2;

/**
 * The letters and digits of a text, folded and moved together, with a run of one letter as one. The lists are by UTF-16
 * position in `text`: how many equal letters the run had, what stood before it, and its place in the original.
 */
export interface Letters {
  text: string;
  runs: number[];
  gaps: Gap[];
  starts: number[];
  ends: number[];
}

interface Letter extends FoldedPiece {
  gap: Gap;
  /** How often it is there: lengthened kana count twice. */
  run: number;
}

const LETTER = /[\p{L}\p{N}]/u;
const LENGTHENING = new Set(["ー", "〜", "～", "~"]);
const APOSTROPHES = new Set(["'", "’", "‘", "`", "´", "ʼ"]);
const SMALL_VOWELS = /^[ぁぃぅぇぉァィゥェォｧｨｩｪｫ]$/;
const VOWEL_OF = vowelsOfKana();

/** Digits and signs that are written for letters, in the middle of a word. */
const DIGIT_LETTERS: Record<string, string> = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", 9: "g" };
const SIGN_LETTERS: Record<string, string> = { "@": "a", $: "s", "!": "i", "|": "i", "€": "e", "£": "l", "¢": "c" };

/** Makes a text comparable with words: what is written apart, stretched, in signs or in other scripts becomes the same. Linear. */
export function lettersOf(text: string): Letters {
  return collapse(readDigits(readLetters(text)));
}

/** True for a small Latin letter or a digit, by its first character. */
export function isLatin(letter: string | undefined): boolean {
  if (!letter) return false;
  const code = letter.charCodeAt(0);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

type SignKind = "letter" | "lengthening" | "space" | "apostrophe" | "sign";

const kinds = new Map<string, SignKind>();
const MOST_REMEMBERED = 50_000;

/** What a folded character is; remembered, because properties of characters are slow to ask for. */
function kindOf(sign: string): SignKind {
  const known = kinds.get(sign);
  if (known) return known;
  if (kinds.size >= MOST_REMEMBERED) kinds.clear();
  const kind = classify(sign);
  kinds.set(sign, kind);
  return kind;
}

function classify(sign: string): SignKind {
  if (LENGTHENING.has(sign)) return "lengthening";
  if (LETTER.test(sign)) return "letter";
  if (/\s/.test(sign)) return "space";
  return APOSTROPHES.has(sign) ? "apostrophe" : "sign";
}

function readLetters(original: string): Letter[] {
  const signs = signsOf(fold(original, "letters"));
  const letters: Letter[] = [];
  let gap: Gap = 0;
  for (let index = 0; index < signs.length; index += 1) {
    const sign = signs[index] as FoldedPiece;
    const last = letters.at(-1);
    const next = signs[index + 1]?.text;
    const kind = kindOf(sign.text);
    const letter = kind === "letter" ? sign.text : letterOfSign(sign.text, signs[index - 1]?.text, next);
    if (letter === null) {
      if (last && gap === 0 && kind === "lengthening" && isKana(last.text)) lengthen(last, sign);
      else if (!(kind === "apostrophe" && gap === 0 && last && next && kindOf(next) === "letter")) {
        gap = kind === "space" || gap === SPACE ? SPACE : SIGNS;
      }
      continue;
    }
    if (last && gap === 0 && isKana(letter) && isLengthening(last, letter, original.slice(sign.start, sign.end))) {
      lengthen(last, sign);
    } else letters.push({ text: letter, start: sign.start, end: sign.end, gap: last ? gap : 0, run: 1 });
    gap = 0;
  }
  return letters;
}

/** A piece for each character, where one of the original became several. */
function signsOf(pieces: readonly FoldedPiece[]): FoldedPiece[] {
  const signs: FoldedPiece[] = [];
  for (const piece of pieces) {
    if (piece.text.length === 1) signs.push(piece);
    else for (const text of piece.text) signs.push({ text, start: piece.start, end: piece.end });
  }
  return signs;
}

function lengthen(last: Letter, sign: FoldedPiece): void {
  last.run += 1;
  last.end = sign.end;
}

function isKana(letter: string): boolean {
  return letter >= "\u3041" && letter <= "\u309F";
}

/** A sign that is read as a letter because of what stands beside it; null for one that is not. */
function letterOfSign(sign: string, before: string | undefined, after: string | undefined): string | null {
  const letter = SIGN_LETTERS[sign];
  if (!letter || !after || after < "a" || after > "z") return null;
  // A dollar may begin a word; an @ that does calls somebody, and a mark of exclamation ended one.
  return sign === "$" || isLatin(before) ? letter : null;
}

/** True for a small vowel that only lengthens the kana before it: ばぁか is ばーか. Folding has made it large; the original tells. */
function isLengthening(last: Letter, letter: string, written: string): boolean {
  return SMALL_VOWELS.test(written) && VOWEL_OF.get(last.text) === letter;
}

/** Digits among Latin letters are letters; those of a number stay. */
function readDigits(letters: Letter[]): Letter[] {
  for (let from = 0; from < letters.length; ) {
    let to = from;
    let hasLetter = false;
    let hasDigit = false;
    do {
      const text = letters[to]?.text ?? "";
      if (text >= "a" && text <= "z") hasLetter = true;
      else hasDigit = true;
      to += 1;
    } while (to < letters.length && letters[to]?.gap === 0 && isLatin(letters[to - 1]?.text) && isLatin(letters[to]?.text));
    if (hasLetter && hasDigit) {
      for (const one of letters.slice(from, to)) one.text = DIGIT_LETTERS[one.text] ?? one.text;
    }
    from = to;
  }
  return letters;
}

/** Makes a run of one letter one, also of letters that all stand alone: "b o o k" is "b o k" with two of the o. */
function collapse(all: readonly Letter[]): Letters {
  const found: Letters = { text: "", runs: [], gaps: [], starts: [], ends: [] };
  const texts: string[] = [];
  const standsAlone = (index: number) => (index === 0 || all[index]?.gap !== 0) && all[index + 1]?.gap !== 0;
  let units = 0;
  for (let index = 0; index < all.length; index += 1) {
    const one = all[index] as Letter;
    const isSame = texts.at(-1) === one.text && (one.gap === 0 || (standsAlone(index) && standsAlone(index - 1)));
    for (let unit = 0; unit < one.text.length; unit += 1) {
      if (isSame) {
        const at = units - one.text.length + unit;
        found.runs[at] = (found.runs[at] ?? 0) + one.run;
        found.ends[at] = one.end;
      } else {
        found.runs.push(one.run);
        found.gaps.push(unit === 0 ? one.gap : 0);
        found.starts.push(one.start);
        found.ends.push(one.end);
      }
    }
    if (isSame) continue;
    texts.push(one.text);
    units += one.text.length;
  }
  found.text = texts.join("");
  return found;
}

function vowelsOfKana(): Map<string, string> {
  const rows: Record<string, string> = {
    あ: "あかがさざただなはばぱまやらわ",
    い: "いきぎしじちぢにひびぴみり",
    う: "うくぐすずつづぬふぶぷむゆる",
    え: "えけげせぜてでねへべぺめれ",
    お: "おこごそぞとどのほぼぽもよろを",
  };
  return new Map(Object.entries(rows).flatMap(([vowel, kana]) => Array.from(kana, (one) => [one, vowel] as [string, string])));
}
