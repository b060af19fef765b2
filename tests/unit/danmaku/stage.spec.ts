import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "@/components/danmaku/settings";
import { layoutFor, STANDING_LINES, standingLine } from "@/components/danmaku/stage-layout";
import { WaitingList } from "@/components/danmaku/waiting-list";

describe("the stage", () => {
  it("has eight lanes on a desk and four on a phone", () => {
    expect(layoutFor(1_064, 598, DEFAULTS).lanes).toBe(8);
    expect(layoutFor(390, 219, DEFAULTS).lanes).toBe(4);
  });

  it("never covers the lowest fifth of the picture, whatever its size and the settings", () => {
    const area = fc.constantFrom("quarter" as const, "half" as const, "most" as const);
    fc.assert(
      fc.property(
        fc.integer({ min: 320, max: 4_000 }),
        fc.double({ min: 0.4, max: 0.7, noNaN: true }),
        fc.double({ min: 0.75, max: 1.5, noNaN: true }),
        area,
        (width, shape, size, share) => {
          const layout = layoutFor(width, width * shape, { size, area: share });
          expect(layout.lanes).toBeGreaterThanOrEqual(1);
          expect(layout.laneHeight).toBeGreaterThanOrEqual(layout.fontPx * 1.5 - 1e-9);
          expect(layout.top + layout.height).toBeLessThanOrEqual(
            width * shape * 0.8 + (layout.lanes === 1 ? layout.laneHeight : 1e-9),
          );
        },
      ),
    );
  });
});

describe("standing lines", () => {
  it("fill from the top, then the oldest is replaced once it has been read", () => {
    expect(standingLine([null, null, null, null], 0)).toBe(0);
    expect(standingLine([0, null, 5, null], 10)).toBe(1);
    const full = [400, 100, 300, 200];
    expect(full).toHaveLength(STANDING_LINES);
    expect(standingLine(full, 500)).toBeNull();
    expect(standingLine(full, 2_000)).toBe(1);
  });
});

describe("messages that wait for a lane", () => {
  const item = (id: string, kind: "message" | "own" | "gift" = "message") => ({ id, kind, text: id });

  it("are given up when they would come too late, the viewer's own and gifts never", () => {
    const list = new WaitingList();
    list.add(item("old"), 0);
    list.add(item("mine", "own"), 0);
    list.add(item("gift", "gift"), 0);
    list.add(item("new"), 9_000);
    expect(list.peek("message", 10_000)?.id).toBe("new");
    expect(list.peek("own", 10_000)?.id).toBe("mine");
    expect(list.peek("gift", 10_000)?.id).toBe("gift");
  });

  it("are few: of a flood the newest stay, unless the viewer wants all", () => {
    const list = new WaitingList();
    for (let index = 0; index < 500; index++) list.add(item(String(index)), 0);
    expect(list.size).toBeLessThan(50);
    list.setDensity("all");
    for (let index = 0; index < 500; index++) list.add(item(String(index)), 0);
    expect(list.size).toBeGreaterThan(500);
  });

  it("go when they are removed", () => {
    const list = new WaitingList();
    list.add(item("a"), 0);
    list.remove("a");
    expect(list.peek("message", 0)).toBeUndefined();
  });
});
