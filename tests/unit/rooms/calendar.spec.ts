import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarFile } from "@/lib/rooms/calendar";

const base = {
  roomId: "abcdefghijkl",
  hostName: "波多野 汐",
  scheduledAtMs: Date.UTC(2026, 11, 31, 15, 0, 0),
  revision: 4,
  url: "https://hiroba.example/ja/rooms/abcdefghijkl",
};

/** The content lines as a calendar reads them. */
const unfold = (file: string) => file.replace(/\r\n[ \t]/g, "").split("\r\n");

describe("the calendar's file of a planned room", () => {
  it("names the moment in UTC, and the room", () => {
    const lines = unfold(calendarFile({ ...base, title: "星を見る; 静かに, ゆっくり" }, 0));
    expect(lines).toContain("DTSTART:20261231T150000Z");
    expect(lines).toContain("UID:room-abcdefghijkl@hiroba.example");
    expect(lines).toContain("SUMMARY:星を見る\\; 静かに\\, ゆっくり (波多野 汐)");
  });

  it("has no line over 75 bytes and no line that a title made, whatever the title is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (title) => {
        const file = calendarFile({ ...base, title: `${title}\r\nX-EVIL:1` }, 0);
        for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(unfold(file).filter((line) => line.startsWith("X-EVIL"))).toEqual([]);
        expect(unfold(file)).toHaveLength(15);
      }),
    );
  });
});
