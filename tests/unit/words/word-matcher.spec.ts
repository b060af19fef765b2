import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WordRule } from "@/lib/words/schema";
import { readText, WordMatcher } from "@/lib/words/word-matcher";

const rule = (text: string, more: Partial<WordRule> = {}): WordRule => ({
  id: text,
  kind: "word",
  text,
  action: "refuse",
  replacement: "",
  isPart: false,
  bySound: false,
  isFirm: true,
  ...more,
});

const found = (rules: WordRule[], text: string) =>
  new WordMatcher(rules).find(readText(text)).map((hit) => `${hit.rule.text}=${text.slice(hit.start, hit.end)}`);

describe("a word", () => {
  it.each([
    "spam",
    "SPAM now",
    "ｓｐａｍ",
    "s p a m",
    "s.p.a.m",
    "s pam",
    "spaaaam",
    "sspamm",
    "s\u200bp\u200ba\u200dm",
    "sp\u00ADam",
    "s̷̛p̷a̷m̷",
    "spám",
    "ѕраm",
    "ꜱᴘᴀᴍ",
    "𝓼𝓹𝓪𝓶",
    "🅂🄿🄰🄼",
    "🅢🅟🅐🅜",
    "$p@m",
    "sp4m",
    "sp'am",
    "これはspamです",
  ])("is found as %s", (text) => {
    expect(found([rule("spam")], text)).toHaveLength(1);
  });

  it.each(["spa mist", "the spa mine", "spams", "antispam", "sp", "s p a", "sp am", "spa"])("is not found in %s", (text) => {
    expect(found([rule("spam")], text)).toEqual([]);
  });

  it("is found inside of longer words where that is asked for", () => {
    expect(found([rule("spam", { isPart: true })], "antispams")).toEqual(["spam=spam"]);
  });

  it("keeps its double letters, and a short one is not taken for another", () => {
    expect(found([rule("niggle")], "nigle")).toEqual([]);
    expect(found([rule("god")], "good")).toEqual([]);
    expect(found([rule("god")], "gooood")).toEqual(["god=gooood"]);
    expect(found([rule("bobbin")], "b o b b i n")).toEqual(["bobbin=b o b b i n"]);
  });

  it("keeps its numbers exact", () => {
    expect(found([rule("8964")], "8964年")).toEqual(["8964=8964"]);
    expect(found([rule("8964")], "88964 18964 8946")).toEqual([]);
  });

  it.each(["ばか", "バカ", "ﾊﾞｶ", "バ★カ", "バ カ", "ばーーーか", "バ\u200bカ", "ハ゛カ"])("in kana is found as %s", (text) => {
    expect(found([rule("ばか")], text)).toHaveLength(1);
  });

  it("in kana is not put together from the ends of two words", () => {
    expect(found([rule("しね")], "よろし ねこ")).toEqual([]);
    expect(found([rule("しね")], "し　ね")).toHaveLength(1);
  });

  it.each(["ちよっと", "チョット", "ﾁｮｯﾄ"])("in small kana is found as %s", (text) => {
    expect(found([rule("ちょっと")], text)).toHaveLength(1);
  });

  it.each(["國家", "国家", "國 家", "國-家"])("in Han characters is found in all their forms, as %s", (text) => {
    expect(found([rule("国家")], text)).toHaveLength(1);
  });

  it.each(["代購", "袋购", "dai gou", "DAIGOU", "dài gòu", "代gou", "d a i g o u"])("is found by its sound, as %s", (text) => {
    expect(found([rule("代购", { bySound: true })], text).length).toBeGreaterThan(0);
  });

  it("is not found by its sound inside of other syllables, nor where that is not asked for", () => {
    expect(found([rule("代购", { bySound: true })], "adaigour daigous")).toEqual([]);
    expect(found([rule("代购")], "袋购 daigou")).toEqual([]);
  });

  it("of signs alone is found in every colour", () => {
    expect(found([rule("🖕")], "go 🖕🏽")).toHaveLength(1);
  });

  it("of several parts is found with and without its spaces", () => {
    const phrase = rule("buy now");
    expect(found([phrase], "please buy   now!")).toEqual(["buy now=buy   now"]);
    expect(found([phrase], "BUYNOW")).toHaveLength(1);
    expect(found([phrase], "buy nowhere")).toEqual([]);
  });
});

describe("all words of a list", () => {
  const alphabet = fc.constantFrom("a", "b", "c", "国", "か", "1");
  const wordText = fc.array(alphabet, { minLength: 1, maxLength: 4 }).map((letters) => letters.join(""));

  it("are found together exactly as each is found alone", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(wordText, { minLength: 1, maxLength: 12 }),
        fc.array(fc.oneof(alphabet, fc.constantFrom(" ", ".", "")), { maxLength: 40 }),
        (words, parts) => {
          const text = parts.join("");
          const rules = words.map((word) => rule(word, { isPart: word.length % 2 === 0 }));
          const alone = rules.flatMap((one) => new WordMatcher([one]).find(readText(text)));
          const place = (hit: { rule: WordRule; start: number; end: number }) => `${hit.rule.id} ${hit.start} ${hit.end}`;
          expect(new WordMatcher(rules).find(readText(text)).map(place).sort()).toEqual(alone.map(place).sort());
        },
      ),
    );
  });

  it("are found wherever a naive search finds them in plain letters", () => {
    const plain = fc.array(fc.constantFrom("国", "家", "人", "民"), { maxLength: 60 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(
        fc.uniqueArray(
          plain.filter((word) => word !== "" && word.length < 5 && !/(.)\1/u.test(word)),
          { maxLength: 20 },
        ),
        plain,
        (words, text) => {
          const steady = text.replace(/(.)\1+/gu, "$1");
          const naive = words.flatMap((word) =>
            [...steady.matchAll(new RegExp(`(?=${word})`, "gu"))].map(({ index }) => `${word} ${index}`),
          );
          const ours = new WordMatcher(words.map((word) => rule(word))).find(readText(steady));
          expect(ours.map(({ rule: { id }, start }) => `${id} ${start}`).sort()).toEqual(naive.sort());
        },
      ),
    );
  });

  it("are found at places of the original text, whatever the text is", () => {
    const list = new WordMatcher([rule("spam"), rule("国"), rule("か", { bySound: true }), rule("🖕")]);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("spam", "國", "ｶﾞ", "\uD800", "👩‍👩‍👧", "\u202E", "s\u0300p")),
        ),
        (parts) => {
          const text = parts.join("");
          for (const { start, end } of list.find(readText(text))) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });

  it.each([
    ["a tower of 10,000 marks", `s${"\u0336".repeat(10_000)}pam`],
    ["a chain of 5,000 joined emoji", `${"👩‍".repeat(5_000)} spam`],
    ["12 KB of one letter", `${"s".repeat(12_000)} spam`],
    ["12 KB of parted letters", `${"s ".repeat(6_000)} spam`],
    ["lone surrogates", `\uD800\uDC00\uD800 spam \uDFFF`],
  ])("are found behind %s", (_, text) => {
    expect(found([rule("spam")], text)).not.toEqual([]);
  });
});
