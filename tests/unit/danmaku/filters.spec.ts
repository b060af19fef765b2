import { describe, expect, it } from "vitest";
import { compileFilters, isHidden, isPattern } from "@/components/danmaku/filters";

const said = (text: string, from = { fromId: "u1", name: "Aya" }) => ({ text, ...from });

describe("a viewer's filters", () => {
  it("hide messages with a word, in any case and any width of letters", () => {
    const filters = compileFilters([{ kind: "word", value: "Spoiler" }]);
    expect(isHidden(said("big ＳＰＯＩＬＥＲ ahead"), filters)).toBe(true);
    expect(isHidden(said("spoil nothing"), filters)).toBe(false);
  });

  it("hide a person by name or id, and nobody whose name only contains it", () => {
    const filters = compileFilters([{ kind: "person", value: "aya" }]);
    expect(isHidden(said("hi"), filters)).toBe(true);
    expect(isHidden(said("hi", { fromId: "AYA", name: "x" }), filters)).toBe(true);
    expect(isHidden(said("hi", { fromId: "u2", name: "Ayaka" }), filters)).toBe(false);
  });

  it("take words literally, also those that look like expressions", () => {
    const filters = compileFilters([{ kind: "word", value: "(.*" }]);
    expect(isHidden(said("anything"), filters)).toBe(false);
    expect(isHidden(said("look: (.* "), filters)).toBe(true);
  });

  it("leave out expressions that are none, and those that were too slow", () => {
    const filters = compileFilters([
      { kind: "pattern", value: "^8+$" },
      { kind: "pattern", value: "(" },
      { kind: "pattern", value: "(a+)+$", isTooSlow: true },
    ]);
    expect(filters.patterns).toEqual(["^8+$"]);
    expect(isPattern("[")).toBe(false);
  });
});
