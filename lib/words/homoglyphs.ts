import confusables from "unhomoglyph/data.json";

/** Scripts whose letters are drawn for Latin ones. Others are left alone: an Arabic alef is no `l` to those who read Arabic. */
const SCRIPTS = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Coptic}\p{sc=Lisu}\p{sc=Common}]/u;

/** Overlays of letters such as ł and ø, once they stand alone. */
const MARKS = /\p{M}/gu;

/** Letters that Unicode's list does not lead to a Latin one: small capitals, and what is drawn for a capital alone. */
const MORE = "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ßb βb κk ηn μu χx ωw пn гr ьb лn шw щw вb";

/** Latin letters by the small letters of other alphabets that look like them: a subset of Unicode's confusables. */
export const latinLookalikes: ReadonlyMap<string, string> = buildLookalikes();

function buildLookalikes(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [look, target] of Object.entries(confusables as Record<string, string>)) {
    const letter = look.normalize("NFKC").toLowerCase();
    const latin = target.normalize("NFD").replace(MARKS, "").toLowerCase();
    if ([...letter].length !== 1 || !/^[a-z]{1,2}$/.test(latin) || letter < "\u0080" || !SCRIPTS.test(letter)) continue;
    if (!found.has(letter) || look === letter) found.set(letter, latin); // what looks so as a small letter comes first
  }
  for (const [look = "", latin = ""] of MORE.split(" ").map((pair) => [...pair])) found.set(look, latin);
  return found;
}
