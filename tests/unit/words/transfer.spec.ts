import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type transferFormats, type WordRule, wordActions } from "@/lib/words/schema";
import { exportWords, readWords } from "@/lib/words/transfer";

const anyRule = fc.record({
  id: fc.constant("id"),
  kind: fc.constantFrom("word" as const, "pattern" as const),
  text: fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }),
      fc.constantFrom('=cmd|"x"!A1', "+1", "'=x", "-a,b", "@me", 'say "hi"', "a\nb", "''=", "'"),
    )
    .map((text) => text.trim())
    .filter((text) => text !== ""),
  action: fc.constantFrom(...wordActions),
  replacement: fc.constantFrom("", "***", "=1+1"),
  isPart: fc.boolean(),
  bySound: fc.boolean(),
  isFirm: fc.boolean(),
}) satisfies fc.Arbitrary<WordRule>;

const entriesOf = (file: string, format: (typeof transferFormats)[number]) => {
  const read = readWords(file, format, "refuse");
  if ("faultyLine" in read) throw new Error(`line ${read.faultyLine} of ${JSON.stringify(file)}`);
  return read.entries;
};

describe("a list in a file", () => {
  it.each(["csv", "json"] as const)("comes back from %s as it was", (format) => {
    const rules = fc.uniqueArray(anyRule, { selector: ({ kind, text }) => `${kind} ${text}`, maxLength: 10 });
    fc.assert(
      fc.property(rules, (list) => {
        const wanted = list.map(({ id: _, ...entry }) => entry);
        expect(entriesOf(exportWords(list, format), format)).toEqual(wanted);
      }),
    );
  });

  it("holds no cell that a spreadsheet carries out", () => {
    const rule = { id: "1", kind: "word", action: "replace", isPart: false, bySound: false, isFirm: true } as const;
    const file = exportWords([{ ...rule, text: "=HYPERLINK(1)", replacement: "@SUM(1)" }], "csv");
    expect(file).not.toMatch(/(^|,|")[=+\-@]/m);
  });

  it("of plain text has a word a line, with comments and empty lines left out, and the action that was chosen", () => {
    const read = readWords("\uFEFF# mine\r\nspam\n\n  two words \nspam\n", "text", "hold");
    expect(read).toMatchObject({
      entries: [
        { kind: "word", text: "spam", action: "hold", isFirm: true },
        { kind: "word", text: "two words", action: "hold" },
      ],
    });
  });

  it("of CSV needs only a column of texts, and may be quoted", () => {
    expect(entriesOf('text,action\n"a ""b"", c",drop\nd,\n', "csv")).toMatchObject([
      { text: 'a "b", c', action: "drop" },
      { text: "d", action: "refuse" },
    ]);
  });

  it("names the first line that cannot be understood, and takes nothing from it", () => {
    expect(readWords(`a\nb\n${"c".repeat(101)}`, "text", "refuse")).toEqual({ faultyLine: 3 });
    expect(readWords("text,action\na,drop\nb,explode\n", "csv", "refuse")).toEqual({ faultyLine: 3 });
    expect(readWords("word\na\n", "csv", "refuse")).toEqual({ faultyLine: 1 });
    expect(readWords('text\na"b\n', "csv", "refuse")).toEqual({ faultyLine: 1 });
    expect(readWords('[{"text":"a"},{"text":"b","id":"x"}]', "json", "refuse")).toEqual({ faultyLine: 2 });
    expect(readWords("{", "json", "refuse")).toEqual({ faultyLine: 1 });
  });
});
