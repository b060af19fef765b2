import { describe, expect, it } from "vitest";
import { judgeHits, type ListedHit } from "@/lib/words/rules";
import type { WordAction, WordRule } from "@/lib/words/schema";

const rule = (action: WordAction, more: Partial<WordRule> = {}): WordRule => ({
  id: action,
  kind: "word",
  text: "word",
  action,
  replacement: "",
  isPart: false,
  bySound: false,
  isFirm: true,
  ...more,
});
const hit = (
  scope: "site" | "room",
  action: WordAction,
  start: number,
  end: number,
  more: Partial<WordRule> = {},
): ListedHit => ({
  scope,
  rule: rule(action, more),
  start,
  end,
});
const outcome = (...hits: ListedHit[]) => judgeHits("one two three", hits).outcome;

describe("the verdict of the lists", () => {
  it("is nothing without a hit", () => {
    expect(judgeHits("one", [])).toEqual({ outcome: null, decisive: null, text: "one", hits: [] });
  });

  it("is the hardest of all actions: drop, refuse, hold, replace", () => {
    const [replace, hold, refuse, drop] = (["replace", "hold", "refuse", "drop"] as const).map((one, i) =>
      hit("site", one, i, i + 1),
    );
    if (!replace || !hold || !refuse || !drop) throw new Error("four");
    expect(outcome(replace)).toBe("replace");
    expect(outcome(replace, hold)).toBe("hold");
    expect(outcome(hold, replace, refuse)).toBe("refuse");
    expect(outcome(refuse, drop, hold)).toBe("drop");
  });

  it("does not count what an allowed word of the same list covers, and counts what sticks out of it", () => {
    expect(outcome(hit("site", "refuse", 4, 7), hit("site", "allow", 4, 7))).toBeNull();
    expect(outcome(hit("room", "refuse", 5, 6), hit("room", "allow", 4, 7))).toBeNull();
    expect(outcome(hit("site", "refuse", 4, 8), hit("site", "allow", 4, 7))).toBe("refuse");
  });

  it("lets a room allow what the site's list has only where that entry is not firm", () => {
    expect(outcome(hit("site", "refuse", 4, 7), hit("room", "allow", 0, 9))).toBe("refuse");
    expect(outcome(hit("site", "refuse", 4, 7, { isFirm: false }), hit("room", "allow", 0, 9))).toBeNull();
  });

  it("keeps a room's own entries, whatever the site allows", () => {
    expect(outcome(hit("room", "refuse", 4, 7), hit("site", "allow", 0, 9))).toBe("refuse");
  });

  it("puts stars or the replacement in the place of words, and leaves the rest alone", () => {
    const replaced = (...hits: ListedHit[]) => judgeHits("one t.w.o three", hits).text;
    expect(replaced(hit("site", "replace", 4, 9))).toBe("one *** three");
    expect(replaced(hit("site", "replace", 0, 3, { replacement: "1" }), hit("room", "replace", 10, 15))).toBe("1 t.w.o *****");
    expect(replaced(hit("site", "replace", 0, 6, { replacement: "x" }), hit("room", "replace", 4, 9))).toBe("x three");
    expect(replaced(hit("site", "replace", 0, 3), hit("site", "hold", 4, 9))).toBe("one t.w.o three");
  });
});
