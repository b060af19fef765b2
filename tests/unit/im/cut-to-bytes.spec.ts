import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutToBytes } from "@/lib/im/cut-to-bytes";

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe("a text cut to Tencent's byte limits", () => {
  it("stays as it is while it fits: thirty bytes are ten Japanese characters", () => {
    expect(cutToBytes("あいうえおかきくけこ", 30)).toBe("あいうえおかきくけこ");
    expect(cutToBytes("あいうえおかきくけこさ", 30)).toBe("あいうえおかきくけ…");
  });

  it("never cuts an emoji, a flag or a letter with its marks in two", () => {
    expect(cutToBytes(`abc👩‍👩‍👧${"x".repeat(9)}`, 20)).toBe("abc…");
    expect(cutToBytes(`🇯🇵🇯🇵${"x".repeat(9)}`, 15)).toBe("🇯🇵…");
    expect(cutToBytes(`e${"\u0301".repeat(20)} and more words`, 20)).toBe("…");
  });

  it("fits into the limit and is a beginning of whole characters, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 3, max: 300 }), (text, limit) => {
        const cut = cutToBytes(text, limit);
        expect(bytesOf(cut)).toBeLessThanOrEqual(limit);
        if (bytesOf(text) <= limit) expect(cut).toBe(text);
        else expect(graphemes(text).join("").startsWith(cut.slice(0, -1))).toBe(true);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
