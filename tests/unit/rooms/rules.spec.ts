import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allowedCommands,
  ENCODER_GRACE_MS,
  nextRoomState,
  REOPEN_QUIET_MS,
  type RoomEvent,
  type RoomState,
} from "@/lib/rooms/rules";

const NOW = 1_800_000_000_000;
const state = (change: Partial<RoomState> = {}): RoomState => ({
  status: "waiting",
  stoppedBy: null,
  pushSequence: null,
  statusSinceMs: NOW - 10 * REOPEN_QUIET_MS,
  ...change,
});

describe("a push", () => {
  const start: RoomEvent = { type: "pushStarted", sequence: "7" };

  it("lights a waiting room", () => {
    expect(nextRoomState(state(), start, NOW)).toEqual({
      status: "live",
      stoppedBy: null,
      pushSequence: "7",
      statusSinceMs: NOW,
    });
  });

  it("lights a room again that waited for its encoder", () => {
    expect(nextRoomState(state({ status: "paused", stoppedBy: "encoder" }), start, NOW)?.status).toBe("live");
  });

  it("does not end a pause of the host", () => {
    const next = nextRoomState(state({ status: "paused", stoppedBy: "host" }), start, NOW);
    expect(next).toMatchObject({ status: "paused", stoppedBy: "host", pushSequence: "7" });
  });

  it("opens an ended room again, but not an encoder's reconnect right after the host ended it", () => {
    const ended = (stoppedBy: "host" | "encoder", agoMs: number) =>
      state({ status: "ended", stoppedBy, statusSinceMs: NOW - agoMs });
    expect(nextRoomState(ended("host", REOPEN_QUIET_MS), start, NOW)?.status).toBe("live");
    expect(nextRoomState(ended("encoder", 1), start, NOW)?.status).toBe("live");
    expect(nextRoomState(ended("host", REOPEN_QUIET_MS - 1), start, NOW)).toMatchObject({ status: "ended", pushSequence: "7" });
  });

  it("of an earlier time than the current one changes nothing", () => {
    expect(nextRoomState(state({ status: "live", pushSequence: "10" }), start, NOW)).toBeNull();
  });

  it("that ended late does not pause the room of a newer one", () => {
    expect(nextRoomState(state({ status: "live", pushSequence: "8" }), { type: "pushEnded", sequence: "7" }, NOW)).toBeNull();
  });

  it("that ends pauses a live room until the grace is over", () => {
    const paused = nextRoomState(state({ status: "live", pushSequence: "7" }), { type: "pushEnded", sequence: "7" }, NOW);
    expect(paused).toMatchObject({ status: "paused", stoppedBy: "encoder", pushSequence: null });
    if (!paused) throw new Error("no state");
    expect(nextRoomState(paused, { type: "graceExpired" }, NOW + ENCODER_GRACE_MS - 1)).toBeNull();
    expect(nextRoomState(paused, { type: "graceExpired" }, NOW + ENCODER_GRACE_MS)?.status).toBe("ended");
  });
});

describe("the host", () => {
  it("can only start with a stream", () => {
    expect(nextRoomState(state(), { type: "start" }, NOW)).toBeNull();
    expect(nextRoomState(state({ pushSequence: "7" }), { type: "start" }, NOW)?.status).toBe("live");
  });

  it("sees exactly the buttons that do something", () => {
    const commands = ["start", "pause", "resume", "end"] as const;
    fc.assert(
      fc.property(anyState(), (from) => {
        const working = commands.filter((type) => nextRoomState(from, { type }, NOW) !== null);
        expect(allowedCommands(from)).toEqual(working);
      }),
    );
  });
});

describe("any order of events", () => {
  it("never reaches an impossible state", () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 40 }), (events) => {
        let current = state();
        let nowMs = NOW;
        for (const event of events) {
          nowMs += 20_000;
          current = nextRoomState(current, event, nowMs) ?? current;
          expect(current.stoppedBy !== null).toBe(current.status === "paused" || current.status === "ended");
          if (current.status === "paused" && current.stoppedBy === "encoder") expect(current.pushSequence).toBeNull();
          if (current.status === "live") expect(current.pushSequence).not.toBeNull();
        }
      }),
    );
  });

  it("is safe to repeat: the same event twice changes nothing the second time", () => {
    fc.assert(
      fc.property(anyState(), anyEvent(), (from, event) => {
        const once = nextRoomState(from, event, NOW);
        if (once) expect(nextRoomState(once, event, NOW)).toBeNull();
      }),
    );
  });
});

function anyEvent(): fc.Arbitrary<RoomEvent> {
  const sequence = fc.integer({ min: 1, max: 4 }).map(String);
  return fc.oneof(
    fc.record({ type: fc.constantFrom("pushStarted" as const, "pushEnded" as const), sequence }),
    fc.record({ type: fc.constantFrom("start" as const, "pause" as const, "resume" as const, "end" as const) }),
    fc.constant({ type: "graceExpired" as const }),
  );
}

function anyState(): fc.Arbitrary<RoomState> {
  const push = fc.option(fc.integer({ min: 1, max: 4 }).map(String), { nil: null });
  const since = fc.constantFrom(NOW - 1, NOW - REOPEN_QUIET_MS, NOW - ENCODER_GRACE_MS * 3);
  return fc
    .tuple(fc.constantFrom("waiting", "live", "byHost", "byEncoder", "ended", "replay"), push, since)
    .map(([kind, pushSequence, statusSinceMs]) => {
      if (kind === "byHost") return state({ status: "paused", stoppedBy: "host", pushSequence, statusSinceMs });
      if (kind === "byEncoder") return state({ status: "paused", stoppedBy: "encoder", statusSinceMs });
      if (kind === "live") return state({ status: "live", pushSequence: pushSequence ?? "1", statusSinceMs });
      if (kind === "ended") return state({ status: "ended", stoppedBy: "host", pushSequence, statusSinceMs });
      return state({ status: kind as RoomState["status"], pushSequence, statusSinceMs });
    });
}
