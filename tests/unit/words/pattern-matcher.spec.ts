import { describe, expect, it } from "vitest";
import { areTooLarge, PatternMatcher, patternFault } from "@/lib/words/pattern-matcher";
import type { WordRule } from "@/lib/words/schema";

const rule = (text: string): WordRule => ({
  id: text,
  kind: "pattern",
  text,
  action: "refuse",
  replacement: "",
  isPart: false,
  bySound: false,
  isFirm: true,
});
const found = (patterns: string[], text: string) =>
  new PatternMatcher(patterns.map(rule)).find(text).map((hit) => `${hit.rule.text}=${text.slice(hit.start, hit.end)}`);

describe("an administrator's pattern", () => {
  it("is found in other widths and cases, at its place in the original", () => {
    expect(found(["buy\\s+cheap", "代充.{0,5}群"], "😀 ＢＵＹ\u200b  Cheap! 代充QQ群")).toEqual([
      "buy\\s+cheap=ＢＵＹ\u200b  Cheap",
      "代充.{0,5}群=代充QQ群",
    ]);
  });

  it("is found at each of its places", () => {
    expect(found(["ab+"], "ab abb a")).toEqual(["ab+=ab", "ab+=abb"]);
  });

  it("is refused when it cannot be read, is too large, or matches nothing at all", () => {
    for (const bad of ["(", "(?=a)b", "(a)\\1", "[z-a]"]) expect(patternFault(bad)).toBe("bad_pattern");
    expect(patternFault("((a{1,100}){1,10}){1,9}")).toMatch(/^(large|bad)_pattern$/);
    expect(patternFault("[a-z]{1000}x{500}")).toBe("large_pattern");
    for (const empty of ["a*", "", "(a|)", "^"]) expect(patternFault(empty)).toBe("empty_pattern");
    expect(patternFault("(a+)+$")).toBeNull();
  });

  it("counts against what a list may hold", () => {
    const large = "[a-z]{900}";
    expect(areTooLarge([large])).toBe(false);
    expect(areTooLarge(Array.from({ length: 30 }, () => large))).toBe(true);
  });

  // A backtracking engine would not come to an end here in this universe's time.
  it.each(["(a+)+$", "(a|a)*b", "(.*a){20}$", "(a?){30}a{30}$", "([a-z]+)*\\d", "(x+x+)+y", "(?:a|aa)+$"])(
    "%s comes to its end on 12 KB made against it",
    (evil) => {
      for (const text of [`${"a".repeat(12_000)}!`, `${"x".repeat(12_000)}!`]) {
        expect(found([evil], text).length).toBeLessThan(21);
      }
    },
  );
});
