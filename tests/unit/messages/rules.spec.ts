import { describe, expect, it } from "vitest";
import { claimsIn, cutQuote, isEmojiText, keptMentions, stickerIn } from "@/lib/messages/rules";
import { MOST_MENTIONS, NO_CLAIMS, QUOTE_CHARACTERS } from "@/lib/messages/schema";

describe("a text of nothing but emoji", () => {
  it("holds whole emoji and spaces: families, flags, skins and keycaps are one each", () => {
    for (const text of ["🏮", "🎆 🎇", "👨‍👩‍👧‍👦", "🇯🇵🇬🇧", "👍🏽", "1️⃣", "❤️\n❤️"]) expect(isEmojiText(text)).toBe(true);
  });

  it("holds no letters, digits, blanks alone or halves of emoji", () => {
    for (const text of ["", "  ", "a", "🏮a", "1", "#", "©", "灯", "🇯", "\u200d", "(^_^)"]) expect(isEmojiText(text)).toBe(false);
  });
});

describe("what a client attaches", () => {
  const quote = { fromId: "ann", random: 7, text: "hello", sticker: null, seal: "abc" };

  it("is read when it has the right shape", () => {
    expect(claimsIn(JSON.stringify({ v: 1, mentions: ["ann"], quote }))).toEqual({ v: 1, mentions: ["ann"], quote });
    expect(claimsIn(JSON.stringify({ v: 1, role: "admin", name: "Boss" }))).toEqual(NO_CLAIMS);
  });

  it("counts as nothing in any other shape", () => {
    const crowd = Array.from({ length: MOST_MENTIONS + 1 }, (_, index) => `p${index}`);
    const wrong = [
      "",
      "{",
      "null",
      '{"v":2}',
      JSON.stringify({ v: 1, mentions: crowd }),
      JSON.stringify({ v: 1, mentions: "ann" }),
      JSON.stringify({ v: 1, quote: { ...quote, name: "Ann" } }),
      JSON.stringify({ v: 1, quote: { ...quote, random: -1 } }),
    ];
    for (const data of wrong) expect(claimsIn(data)).toEqual(NO_CLAIMS);
  });
});

describe("the people a message calls", () => {
  it("are those who exist and whose name the text holds, each once", () => {
    const people = [
      { id: "a", name: "Ann" },
      { id: "b", name: "Ben" },
      { id: "x", name: null },
      { id: "a", name: "Ann" },
    ];
    expect(keptMentions("@Ann look", people)).toEqual([{ id: "a", name: "Ann" }]);
    expect(keptMentions("Ann, Ben", people)).toEqual([]);
  });
});

it("a quote is one line and is cut at whole characters", () => {
  expect(cutQuote(" a\n\nb ")).toBe("a b");
  const long = cutQuote("🏮".repeat(200));
  expect([...long]).toHaveLength(QUOTE_CHARACTERS);
  expect(long.endsWith("🏮…")).toBe(true);
});

it("a sticker is one face with the name of one of ours", () => {
  const face = (Data: unknown) => ({ type: "TIMFaceElem", content: { Index: 0, Data } });
  expect(stickerIn([face("clap")])).toBe("clap");
  expect(stickerIn([face("constructor")])).toBeNull();
  expect(stickerIn([])).toBeNull();
});
