/** Words, messages and expressions that the benchmarks of the word filter make up. */
const latin = "abcdefghijklmnopqrstuvwxyz";
const pick = <T>(from: ArrayLike<T>) => from[Math.floor(Math.random() * from.length)] as T;
const many = (count: number, make: () => string) => Array.from({ length: count }, make).join("");
const han = () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 6_000));
const kana = () => String.fromCodePoint(0x3042 + Math.floor(Math.random() * 80));
const letter = () => pick(latin);
/** A made-up word of Latin, Han or kana. */
export const word = () =>
  pick([
    () => many(4 + Math.random() * 6, letter),
    () => many(2 + Math.random() * 3, han),
    () => many(4 + Math.random() * 3, kana),
  ])();

/** A message of seven words, a third of them disguised; one in ten holds a word of the list. */
export function message(words: readonly string[]): string {
  const parts = Array.from({ length: 7 }, word);
  if (Math.random() < 0.1) parts[3] = pick(words);
  const text = parts.join(" ");
  const disguise = Math.random();
  if (disguise < 0.1) return Array.from(text).join(" ");
  if (disguise < 0.2) return text.replace(/[a-z]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0));
  return disguise < 0.3 ? text.replaceAll("a", "а").replaceAll("o", "0") : text;
}

/** Regular expressions as moderators write them. */
export function patterns(count: number): string[] {
  const shapes = [
    (at: number) => `buy\\s+cheap\\s+item${at}`,
    (at: number) => `w+\\.site${at}\\.(com|net)`,
    (at: number) => `代充${at}.{0,5}群`,
    (at: number) => `[a-z]{3,8}${at}x+`,
    (at: number) => `(a|aa)+b${at}$`,
  ];
  return Array.from({ length: count }, (_, at) => pick(shapes)(at));
}
