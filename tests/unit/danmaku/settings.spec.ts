import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS, MOST_FILTERS, parseSettings, withFilter, withoutFilter } from "@/components/danmaku/settings";

describe("remembered settings", () => {
  it("come back as they were", () => {
    const own = withFilter(
      { ...DEFAULTS, isOn: false, opacity: 0.5, size: 1.25, area: "half", speed: "slow", density: "few" },
      { kind: "word", value: "spoiler" },
    );
    expect(parseSettings(JSON.stringify(own))).toEqual(own);
  });

  it("are the defaults when nothing is there, or nothing that makes sense", () => {
    for (const stored of [null, "", "{", "null", "[]", "7", '"x"', '{"v":2,"opacity":0.5}']) {
      expect(parseSettings(stored)).toEqual(DEFAULTS);
    }
  });

  it("lose only the fields that are damaged", () => {
    const stored = '{"v":1,"isOn":"yes","opacity":1e309,"size":0.8,"area":"all","speed":"fast","density":null}';
    expect(parseSettings(stored)).toEqual({ ...DEFAULTS, size: 0.8, speed: "fast" });
  });

  it("keep the good ones of a list of filters", () => {
    const filters = [{ kind: "word", value: "a" }, { kind: "word" }, 5, { kind: "person", value: "" }, { kind: "x", value: "b" }];
    expect(parseSettings(JSON.stringify({ v: 1, filters })).filters).toEqual([{ kind: "word", value: "a" }]);
    expect(parseSettings(JSON.stringify({ v: 1, filters: "all" })).filters).toEqual([]);
  });

  it("never throw, whatever is stored", () => {
    fc.assert(fc.property(fc.string(), (stored) => Boolean(parseSettings(stored))));
    fc.assert(fc.property(fc.jsonValue(), (stored) => Boolean(parseSettings(JSON.stringify(stored)))));
    fc.assert(fc.property(fc.jsonValue(), (filters) => Boolean(parseSettings(JSON.stringify({ v: 1, filters })))));
  });
});

describe("filters", () => {
  it("are one when they are the same, and bounded in number", () => {
    let settings = DEFAULTS;
    for (let turn = 0; turn < 3; turn++) settings = withFilter(settings, { kind: "word", value: "a" });
    expect(settings.filters).toEqual([{ kind: "word", value: "a" }]);
    for (let word = 0; word < MOST_FILTERS + 5; word++) settings = withFilter(settings, { kind: "word", value: `w${word}` });
    expect(settings.filters).toHaveLength(MOST_FILTERS);
    expect(settings.filters.at(-1)?.value).toBe(`w${MOST_FILTERS + 4}`);
  });

  it("go one by one", () => {
    const two = withFilter(withFilter(DEFAULTS, { kind: "word", value: "a" }), { kind: "person", value: "a" });
    expect(withoutFilter(two, { kind: "word", value: "a" }).filters).toEqual([{ kind: "person", value: "a" }]);
  });
});
