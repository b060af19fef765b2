import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLine, plainText, textFault, tidyText } from "@/lib/text";

const line = plainLine(60);
const faultOf = (text: string) => {
  const issue = line.safeParse(text).error?.issues[0];
  return issue?.code === "custom" ? issue.message : issue?.code;
};

describe("a line of text that somebody enters", () => {
  it.each([
    "夜汽車の窓から　山陰本線を",
    "Café, naïve — “quoted”",
    "가나다",
    "สวัสดี ผู้ชม",
    "नमस्ते क्‍ष",
    "می‌خواهم",
    "שָׁלוֹם",
    "👩‍👩‍👧 👍🏽 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣",
  ])("keeps %s as it is", (text) => expect(line.parse(text)).toBe(text.normalize("NFC")));

  it.each(["\u202Egnp.exe", "\u2067abc", "a\u0000b", "bell\u0007", "esc\u001B[31m", "half \uD800 pair"])(
    "is refused for hidden characters (%j)",
    (text) => expect(faultOf(text)).toBe("hidden_characters"),
  );

  it("is refused for marks stacked on one letter, however few characters it has", () => {
    expect(faultOf(`Z${"\u0337".repeat(9)}algo`)).toBe("stacked_marks");
    expect(faultOf(`Z${"\u0337".repeat(8)}algo`)).toBeUndefined();
    expect(faultOf(`Z${"\u0337".repeat(10_000)}`)).toBe("too_big");
  });

  it("loses what nobody sees, so that two titles that look alike are alike", () => {
    expect(line.parse("\uFEFFHi\u200Bro\u00ADba\u2060")).toBe("Hiroba");
    expect(line.parse("a\u200Db\u200E")).toBe("ab");
    expect(line.parse("two\r\nlines\tone")).toBe("two lines one");
  });

  it("is empty when nothing of it can be seen", () => {
    for (const text of ["", "   ", "\u200B\u200B", "\u3164", "\u2800\uFEFF"]) expect(faultOf(text)).toBe("too_small");
  });

  it("has neither control nor direction characters, whatever comes in, and tidying again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const result = line.safeParse(text);
        if (!result.success) return;
        expect(result.data).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(textFault(result.data)).toBeNull();
        expect(tidyText(result.data)).toBe(result.data);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a text of several lines", () => {
  it("keeps its breaks, two in a row at most", () => {
    expect(plainText(100).parse("one\r\n\r\n\r\n\r\ntwo\n")).toBe("one\n\ntwo");
    expect(plainText(100).parse("")).toBe("");
    expect(plainText(10).safeParse("x".repeat(11)).success).toBe(false);
  });
});
