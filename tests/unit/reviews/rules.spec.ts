import { describe, expect, it } from "vitest";
import type { KeptMessage } from "@/lib/messages/schema";
import { ASSIGNED_MS, CONTEXT_LINES, contextAround, isTakenByOther, nextOutcomeLookMs } from "@/lib/reviews/rules";

const said = (index: number): KeptMessage => ({
  sequence: index,
  random: index,
  fromId: "ann",
  sentAtMs: index * 1_000,
  text: `n${index}`,
  sticker: null,
  customData: "",
});
const history = Array.from({ length: 40 }, (_, index) => said(index));

describe("the messages around a case", () => {
  it("are five before and five after, with the message itself", () => {
    const context = contextAround(history, said(20));
    expect(context.map(({ random }) => random)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
  });

  it("are fewer at the ends", () => {
    expect(contextAround(history, said(0)).map(({ random }) => random)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(contextAround(history, said(39))).toHaveLength(CONTEXT_LINES + 1);
    expect(contextAround([], said(1))).toEqual([]);
  });

  it("of a message that reached nobody are those of its time", () => {
    const held = { fromId: "ben", random: 99, sentAtMs: 20_500 };
    expect(contextAround(history, held).map(({ random }) => random)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    expect(contextAround(history, { ...held, sentAtMs: 99_000 }).map(({ random }) => random)).toEqual([35, 36, 37, 38, 39]);
  });
});

describe("a case that somebody took", () => {
  const taken = { assigneeId: "mod", assignedAtMs: 1_000 };

  it("is left to them for a while, and to nobody for ever", () => {
    expect(isTakenByOther(taken, "other", 1_000 + ASSIGNED_MS - 1)).toBe(true);
    expect(isTakenByOther(taken, "other", 1_000 + ASSIGNED_MS)).toBe(false);
  });

  it("is theirs, and one that nobody took is everybody's", () => {
    expect(isTakenByOther(taken, "mod", 1_001)).toBe(false);
    expect(isTakenByOther({ assigneeId: null, assignedAtMs: null }, "other", 1_001)).toBe(false);
  });
});

describe("asking what became of a report", () => {
  it("stops when nothing is waited for, and slows down after a while", () => {
    expect(nextOutcomeLookMs({ waiting: 0, newestWaitMs: null })).toBeNull();
    const soon = nextOutcomeLookMs({ waiting: 1, newestWaitMs: 1_000 }) ?? 0;
    expect(nextOutcomeLookMs({ waiting: 1, newestWaitMs: 3_600_000 })).toBeGreaterThan(soon);
  });
});
