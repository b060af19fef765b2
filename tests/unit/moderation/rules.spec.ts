import { describe, expect, it } from "vitest";
import { auditActions } from "@/lib/moderation/acts";
import { changesOf, readableState } from "@/lib/moderation/rules";
import en from "@/messages/en/audit.json";

describe("what an act changed", () => {
  it("are the fields that differ, each with both sides", () => {
    expect(changesOf({ price: 10, isOn: true }, { price: 20, isOn: true })).toEqual([
      { name: "price", before: "10", after: "20", isContext: false },
    ]);
  });

  it("is all of what was added or taken away", () => {
    expect(changesOf(null, { text: "a" })).toEqual([{ name: "text", before: null, after: "a", isContext: false }]);
    expect(changesOf({ text: "a" }, null)).toEqual([{ name: "text", before: "a", after: null, isContext: false }]);
  });

  it("says what it was about where only the state before has it", () => {
    expect(changesOf({ text: "a", status: "open" }, { status: "refused" })).toEqual([
      { name: "text", before: "a", after: null, isContext: true },
      { name: "status", before: "open", after: "refused", isContext: false },
    ]);
  });

  it("looks into what is nested, and tells of what is gone there", () => {
    expect(changesOf({ modes: { slowSeconds: 0, emojiOnly: true } }, { modes: { slowSeconds: 10, emojiOnly: true } })).toEqual([
      { name: "modes.slowSeconds", before: "0", after: "10", isContext: false },
    ]);
    expect(changesOf({ pinned: { text: "a" } }, { pinned: null })).toEqual([
      { name: "pinned.text", before: "a", after: null, isContext: false },
    ]);
    expect(changesOf(null, { rows: [{ kind: "mute", isOn: true }] })).toHaveLength(2);
  });

  it("stays short, whatever was written", () => {
    const [change] = changesOf(null, { removed: Array.from({ length: 20_000 }, () => "word") });
    expect(change?.after).toBe("[20000]");
    expect(changesOf(null, { text: "x".repeat(9_000) })[0]?.after?.length).toBeLessThan(200);
    expect(changesOf(null, Object.fromEntries(Array.from({ length: 99 }, (_, at) => [`f${at}`, at + 1])))).toHaveLength(12);
    expect(changesOf("no object", 7)).toEqual([]);
  });
});

it("every act of the audit log has a name in words", () => {
  const names: Record<string, string> = en.action;
  expect(auditActions.filter((action) => !names[action.replace(".", "_")])).toEqual([]);
});

describe("readableState", () => {
  const person = { kind: "ban", userId: "ann", addressRange: null, isOn: true, ofUserId: null, byId: "host", revision: "7" };
  const trace = { kind: "ban", userId: null, addressRange: "203.0.113.9/32", isOn: true, ofUserId: "ann", revision: "8" };
  const unbanned = { ...trace, isOn: false, ofUserId: null, revision: null };

  it("shows where a banned person came from to the site's moderators alone", () => {
    for (const state of [{ rows: [person, trace] }, { rows: [person, unbanned] }, { rows: [trace] }]) {
      expect(JSON.stringify(readableState(state, false))).not.toContain("203.0.113.9");
      expect(JSON.stringify(readableState(state, true))).toContain("203.0.113.9");
    }
  });

  it("shows a range that was named by somebody, and leaves every other state alone", () => {
    const named = { ...trace, ofUserId: null };
    expect(JSON.stringify(readableState({ rows: [named] }, false))).toContain("203.0.113.9");
    expect(readableState({ modes: { slowSeconds: 1 } }, false)).toEqual({ modes: { slowSeconds: 1 } });
    expect(readableState(null, false)).toBeNull();
  });
});
