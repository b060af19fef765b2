import { describe, expect, it } from "vitest";
import { progressOf, statusAfter } from "@/lib/broadcasts/rules";
import { broadcastCommands, broadcastInput, broadcastStatuses } from "@/lib/broadcasts/schema";

describe("a broadcast", () => {
  it("is held up, goes on and is taken down, and nothing brings back what was taken down", () => {
    const table = broadcastStatuses.map((status) => broadcastCommands.map((command) => statusAfter(status, command)));
    expect(table).toEqual([
      ["paused", null, "cancelled"],
      [null, "running", "cancelled"],
      [null, null, "cancelled"],
      [null, null, null],
    ]);
  });

  it("counts a room as done when it has its result, whichever that is", () => {
    const rooms = { waiting: 5, queued: 2, delivered: 10, refused: 1, cancelled: 3 };
    expect(progressOf({ rooms })).toEqual({ settled: 14, total: 21 });
  });

  it("takes no empty text, none with hidden characters, and no time that is not offered", () => {
    const input = { requestId: "0".repeat(12), text: "At nine we close for an hour", minutes: 60 };
    expect(broadcastInput.safeParse(input).success).toBe(true);
    for (const wrong of [{ text: "  " }, { text: "a\u202Eb" }, { text: "x".repeat(301) }, { minutes: 7 }, { requestId: "x" }]) {
      expect(broadcastInput.safeParse({ ...input, ...wrong }).success).toBe(false);
    }
  });
});
