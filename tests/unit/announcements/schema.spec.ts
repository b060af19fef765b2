import { describe, expect, it } from "vitest";
import { blocksOf, plainAnnouncement } from "@/lib/announcements/rules";
import { type AnnouncementBlock, announcementBlocks, announcementInput, byteLength } from "@/lib/announcements/schema";

const paragraph = (text: string) => ({ type: "paragraph", text });
const cover = { type: "cover", name: "stars", alt: "Stars" };
const faultOf = (blocks: unknown, v: unknown = 1) => {
  const issue = announcementInput.safeParse({ v, blocks }).error?.issues[0];
  return issue && `${issue.path.join(".")} ${issue.code === "custom" ? issue.message : issue.code}`;
};

describe("an announcement that a host writes", () => {
  it("holds paragraphs, covers and pictures in their order; none takes the old one down", () => {
    const blocks = [paragraph("Tonight\nat nine"), cover, { type: "image", address: "https://example.com/a.png", alt: "A boat" }];
    expect(announcementInput.parse({ v: 1, blocks })).toEqual({ v: 1, blocks });
    expect(announcementInput.parse({ v: 1, blocks: [] }).blocks).toEqual([]);
  });

  it("keeps markup as text: there is no HTML in the document", () => {
    const text = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
    expect(announcementInput.parse({ v: 1, blocks: [paragraph(text)] }).blocks).toEqual([paragraph(text)]);
    expect(faultOf([{ type: "html", html: text }])).toBe("blocks.0.type invalid_union");
    expect(faultOf([{ ...paragraph("a"), html: text }])).toBe("blocks.0 unrecognized_keys");
  });

  it("is refused when it is too large, in one part or as a whole", () => {
    expect(faultOf([paragraph("x".repeat(1_001))])).toBe("blocks.0.text too_big");
    expect(faultOf([paragraph("x".repeat(100_000))])).toBe("blocks.0.text too_big");
    const large = Array.from({ length: 9 }, () => paragraph("あ".repeat(400)));
    expect(byteLength(large)).toBeGreaterThan(8_192);
    expect(faultOf(large)).toBe("blocks too_big");
    expect(faultOf(Array.from({ length: 21 }, () => paragraph("a")))).toBe("blocks too_big");
    expect(faultOf([cover, cover, cover, cover, cover])).toBe("blocks too_many_images");
  });

  it("is refused with hidden characters, towers of marks and pictures that nobody describes", () => {
    expect(faultOf([paragraph("\u202Egnp")])).toBe("blocks.0.text hidden_characters");
    expect(faultOf([paragraph(`a${"\u0300".repeat(20)}`)])).toBe("blocks.0.text stacked_marks");
    expect(faultOf([{ ...cover, alt: " " }])).toBe("blocks.0.alt too_small");
    expect(faultOf([{ ...cover, name: "../../etc/passwd" }])).toBe("blocks.0.name invalid_value");
  });

  it("of an unknown version is refused", () => {
    expect(faultOf([], 2)).toBe("v invalid_value");
  });
});

describe("an announcement that was stored", () => {
  const blocks: AnnouncementBlock[] = [
    { type: "paragraph", text: "Tonight" },
    { type: "image", imageId: "a", width: 1, height: 1, address: "https://example.com/a", alt: "A boat" },
  ];

  it("is plain text for native clients, with pictures named by what they show", () => {
    expect(plainAnnouncement(blocks)).toBe("Tonight\n[A boat]");
    expect(plainAnnouncement([])).toBe("");
  });

  it("gives way to a plain text that an older version wrote", () => {
    expect(blocksOf("Tonight\n[A boat]", blocks)).toEqual(blocks);
    expect(blocksOf("Changed", blocks)).toEqual([{ type: "paragraph", text: "Changed" }]);
    expect(blocksOf("", blocks)).toEqual([]);
    expect(blocksOf("Old", undefined)).toEqual([{ type: "paragraph", text: "Old" }]);
  });

  it("shows what this version knows and leaves out what it does not", () => {
    expect(announcementBlocks.parse([{ type: "poll", question: "?" }, blocks[0], { type: "paragraph" }])).toEqual([blocks[0]]);
  });
});
