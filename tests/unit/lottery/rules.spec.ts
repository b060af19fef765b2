import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, foldText, isDue, isInTime, LATE_MS, matchesKeyword } from "@/lib/lottery/rules";
import { openLotteryInput } from "@/lib/lottery/schema";

const equals = (keyword: string) => ({ keyword, match: "equals" as const });
const contains = (keyword: string) => ({ keyword, match: "contains" as const });

describe("a keyword", () => {
  it("is met whatever the width, case, spaces and invisible characters", () => {
    for (const said of ["Hiroba", "ＨＩＲＯＢＡ", " hiroba  ", "hir\u200Boba"])
      expect(matchesKeyword(said, equals("hiroba"))).toBe(true);
    expect(matchesKeyword("ｱﾀﾘ", equals("アタリ"))).toBe(true);
    expect(matchesKeyword("STRASSE", equals("straße"))).toBe(true);
    expect(matchesKeyword("❤️", equals("❤"))).toBe(true);
    expect(matchesKeyword("中奖　了", equals("中奖 了"))).toBe(true);
    expect(matchesKeyword("hirobaa", equals("hiroba"))).toBe(false);
  });

  it("may stand inside a message when the host says so", () => {
    expect(matchesKeyword("I want it, HIROBA!", contains("hiroba"))).toBe(true);
    expect(matchesKeyword("hirob a", contains("hiroba"))).toBe(false);
  });

  it("is a plain text, also when it looks like a regular expression", () => {
    for (const keyword of [".*", "(a+)+$", "[a-z]", "^", "\\d"]) {
      expect(matchesKeyword(keyword, equals(keyword))).toBe(true);
      expect(matchesKeyword("anything", equals(keyword))).toBe(false);
      expect(matchesKeyword("anything", contains(keyword))).toBe(false);
    }
  });

  it("is never met by everything: one that folds to nothing enters nobody", () => {
    expect(matchesKeyword("", equals(" "))).toBe(false);
    expect(matchesKeyword("hello", contains("\uFE0F"))).toBe(false);
  });

  it("always meets itself, and folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(matchesKeyword(text, equals(text))).toBe(folded !== "");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the end of a lottery", () => {
  const lottery = { openedAtMs: 1_000_000_400, closesAtMs: endOf(1_000_000_400, 60) };

  it("is decided by the chat service's time, however late we hear of it", () => {
    expect(lottery.closesAtMs).toBe(1_000_061_000);
    const sent = (sentAtSeconds: number, heardAtMs: number) => isInTime(lottery, { sentAtSeconds, heardAtMs });
    expect(sent(1_000_060, 1_000_063_000)).toBe(true);
    expect(sent(1_000_061, 1_000_061_100)).toBe(false);
    expect(sent(1_000_000, 1_000_000_500)).toBe(true);
    expect(sent(999_999, 1_000_000_500)).toBe(false);
  });

  it("is decided by our own time where the service tells none", () => {
    expect(isInTime(lottery, { sentAtSeconds: null, heardAtMs: lottery.closesAtMs - 1 })).toBe(true);
    expect(isInTime(lottery, { sentAtSeconds: null, heardAtMs: lottery.closesAtMs })).toBe(false);
  });

  it("is followed by a wait for messages that are told late", () => {
    expect(isDue(lottery, lottery.closesAtMs + LATE_MS - 1)).toBe(false);
    expect(isDue(lottery, lottery.closesAtMs + LATE_MS)).toBe(true);
  });
});

describe("a host's form", () => {
  const form = { requestId: "abcdefghijkl", keyword: "灯り", prize: "A cup", winnerCount: "3", durationSeconds: "60" };
  const faultOf = (change: object) => openLotteryInput.safeParse({ ...form, ...change }).error?.issues[0]?.path[0];

  it("gives numbers, a tidy keyword and the stricter match", () => {
    const input = openLotteryInput.parse({ ...form, keyword: "  灯り\u200B " });
    expect(input).toEqual({
      ...form,
      keyword: "灯り",
      match: "equals",
      followersOnly: false,
      giversOnly: false,
      minLevel: 1,
      winnerCount: 3,
      durationSeconds: 60,
    });
  });

  it("takes no empty or endless keyword, no broken numbers and no unknown field", () => {
    for (const keyword of ["", "   ", "\u200B", "\uFE0F", "a".repeat(21), "a".repeat(10_000), "a\u202Eb", 5, null]) {
      expect(faultOf({ keyword })).toBe("keyword");
    }
    for (const winnerCount of ["0", "-1", "1.5", "1e309", "NaN", "31", "many"])
      expect(faultOf({ winnerCount })).toBe("winnerCount");
    for (const durationSeconds of ["0", "61", "1e309", "-60"]) expect(faultOf({ durationSeconds })).toBe("durationSeconds");
    for (const minLevel of ["0", "3", "100", "-1", "1e309", "all"]) expect(faultOf({ minLevel })).toBe("minLevel");
    expect(faultOf({ prize: "" })).toBe("prize");
    expect(faultOf({ match: "regex" })).toBe("match");
    expect(openLotteryInput.safeParse({ ...form, seed: "1" }).success).toBe(false);
  });
});
