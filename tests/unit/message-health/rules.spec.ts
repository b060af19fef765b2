import { describe, expect, it } from "vitest";
import { deliveredTexts, dropPercent, judgedSpans, SILENCE_MS, SPAN_MS, summarize } from "@/lib/message-health/rules";

const counts = (sums: Record<string, number>) => new Map(Object.entries(sums));

describe("what became of a room's messages", () => {
  it("tells each kind by itself, with the reason, and the most important first", () => {
    const health = summarize(
      counts({ "let:like": 50, "drop:like:10023": 5, "lost:like": 1, "let:text": 40, "let:news": 3, "drop:news:MsgFreqCtrl": 1 }),
    );
    expect(health).toEqual({
      sent: 93,
      dropped: 7,
      kinds: [
        { kind: "news", priority: "High", sent: 3, dropped: 1, reasons: [{ reason: "rate", count: 1 }] },
        { kind: "text", priority: "Normal", sent: 40, dropped: 0, reasons: [] },
        {
          kind: "like",
          priority: "Low",
          sent: 50,
          dropped: 6,
          reasons: [
            { reason: "rate", count: 5 },
            { reason: "silent", count: 1 },
          ],
        },
      ],
    });
    expect(deliveredTexts(health)).toBe(40);
    expect(dropPercent({ sent: 50, dropped: 6 })).toBe(12);
  });

  it("keeps an unknown code of the vendor's apart", () => {
    expect(summarize(counts({ "let:text": 2, "drop:text:80002": 1 })).kinds[0]?.reasons).toEqual([{ reason: "other", count: 1 }]);
  });

  it("never says that nothing was lost while something was, nor that more was lost than sent", () => {
    expect(dropPercent({ sent: 10_000, dropped: 1 })).toBe(1);
    expect(dropPercent({ sent: 0, dropped: 0 })).toBe(0);
    const late = summarize(counts({ "drop:text:10023": 3 }));
    expect(dropPercent(late)).toBe(100);
  });

  it("judges a whole minute, and nothing of which word may still come", () => {
    const nowMs = 1_700_000_003_000;
    const { from, to } = judgedSpans(nowMs);
    expect((to - from) * SPAN_MS).toBe(60_000);
    expect(to * SPAN_MS).toBeLessThanOrEqual(nowMs - SILENCE_MS);
    expect(to * SPAN_MS).toBeGreaterThan(nowMs - SILENCE_MS - SPAN_MS);
  });
});
