import { pinyin } from "pinyin-pro";
import { isLatin, type Letters } from "./letters";

/** The letters of a text as they are read aloud in Chinese, with the places of `Letters`; `edges` tell where a syllable or a word may begin and end. */
export interface Sounds {
  text: string;
  starts: number[];
  ends: number[];
  canBegin: boolean[];
  canEnd: boolean[];
}

const HAN = /\p{sc=Han}/u;
const readings = new Map<string, string>();
const MOST_REMEMBERED = 30_000;

/** Spells the Han characters of folded letters in pinyin without tones, each by its most common reading. */
export function soundsOf(letters: Letters): Sounds {
  const sounds: Sounds = { text: "", starts: [], ends: [], canBegin: [], canEnd: [] };
  for (let at = 0; at < letters.text.length; ) {
    const letter = String.fromCodePoint(letters.text.codePointAt(at) ?? 0);
    const spelled = HAN.test(letter) ? readingOf(letter) : letter;
    const isSyllable = spelled !== letter;
    const before = isSyllable || (letters.gaps[at] ?? 0) > 0 || !isLatin(letters.text[at - 1]);
    const next = at + letter.length;
    const after = isSyllable || (letters.gaps[next] ?? 1) > 0 || !isLatin(letters.text[next]);
    for (let unit = 0; unit < spelled.length; unit += 1) {
      sounds.starts.push(letters.starts[at] ?? 0);
      sounds.ends.push(letters.ends[at] ?? 0);
      sounds.canBegin.push(unit === 0 && before);
      sounds.canEnd.push(unit === spelled.length - 1 && after);
    }
    sounds.text += spelled;
    at = next;
  }
  return sounds;
}

/** The sounds of a word, as one or two spellings: each character's most common reading, and the reading within the word. */
export function spellingsOf(word: string, letters: Letters): string[] {
  const inWord = latinOf(pinyin(word, { toneType: "none", type: "string", separator: "" }));
  return [...new Set([soundsOf(letters).text, inWord])].filter((spelling) => /^[a-z]{3,}$/.test(spelling));
}

function readingOf(character: string): string {
  const known = readings.get(character);
  if (known !== undefined) return known;
  const reading = latinOf(pinyin(character, { toneType: "none", type: "string" })) || character;
  if (readings.size >= MOST_REMEMBERED) readings.clear();
  readings.set(character, reading);
  return reading;
}

/** ü is written u, v or ü by different people; tones and spaces are gone already. */
function latinOf(spelled: string): string {
  return spelled
    .normalize("NFD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();
}
