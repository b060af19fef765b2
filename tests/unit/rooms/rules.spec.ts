import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allowedCommands,
  BREAK_GRACE_MS,
  nextRoomState,
  REOPEN_QUIET_MS,
  type RoomEvent,
  type RoomState,
} from "@/lib/rooms/rules";

const NOW = 1_800_000_000_000;
const GRACE_MS = 60_000;
const LONG_AGO = NOW - 100 * REOPEN_QUIET_MS;

const state = (change: Partial<RoomState> = {}): RoomState => ({
  status: "waiting",
  stoppedBy: null,
  statusSinceMs: LONG_AGO,
  pushSequence: null,
  pushChangedAtMs: 0,
  endedSequence: null,
  ...change,
});
const live = (sequence: string) => state({ status: "live", pushSequence: sequence, pushChangedAtMs: LONG_AGO });
const started = (sequence: string, atMs = NOW): RoomEvent => ({ type: "pushStarted", sequence, atMs });
const ended = (sequence: string, atMs = NOW): RoomEvent => ({ type: "pushEnded", sequence, atMs });
const grace: RoomEvent = { type: "graceExpired", encoderGraceMs: GRACE_MS };

/** Carries events out one after the other, each a second later; those that change nothing are passed over. */
function play(from: RoomState, ...events: RoomEvent[]): RoomState {
  return events.reduce((current, event, index) => nextRoomState(current, event, NOW + index * 1_000) ?? current, from);
}

describe("a push", () => {
  it("lights a waiting room", () => {
    expect(nextRoomState(state(), started("7"), NOW)).toMatchObject({
      status: "live",
      stoppedBy: null,
      pushSequence: "7",
      statusSinceMs: NOW,
    });
  });

  it("that ends pauses a live room until the grace is over", () => {
    const paused = play(live("7"), ended("7"));
    expect(paused).toMatchObject({ status: "paused", stoppedBy: "encoder", pushSequence: null });
    expect(nextRoomState(paused, grace, NOW + GRACE_MS - 1)).toBeNull();
    expect(nextRoomState(paused, grace, NOW + GRACE_MS)?.status).toBe("ended");
  });

  it("lights a room again that waited for its encoder, and one that ended for the lack of it", () => {
    expect(play(state({ status: "paused", stoppedBy: "encoder" }), started("8")).status).toBe("live");
    expect(play(state({ status: "ended", stoppedBy: "encoder", statusSinceMs: NOW }), started("8")).status).toBe("live");
  });

  it("does not end a pause of the host", () => {
    const next = play(state({ status: "paused", stoppedBy: "host" }), started("7"));
    expect(next).toMatchObject({ status: "paused", stoppedBy: "host", pushSequence: "7" });
  });

  it("takes over from an older one, whatever the vendor's names of the two, and a late end of the older changes nothing", () => {
    const taken = play(live("100"), started("99"));
    expect(taken).toMatchObject({ status: "live", pushSequence: "99" });
    expect(play(taken, ended("100"))).toMatchObject({ status: "live", pushSequence: "99" });
    expect(play(live("100"), started("50", LONG_AGO - 1))).toMatchObject({ pushSequence: "100" });
  });

  it("whose beginning is told after its end does not light the room", () => {
    expect(play(state(), ended("5"), started("5")).status).toBe("waiting");
    expect(play(live("5"), ended("5"), started("5")).status).toBe("paused");
  });

  it("that goes on after the host's end, and reconnects, does not open the room again by itself", () => {
    const over = play(live("7"), { type: "end" });
    expect(over).toMatchObject({ status: "ended", pushSequence: "7" });
    const hourLater = NOW + 3_600_000;
    const dropped = nextRoomState(over, ended("7", hourLater), hourLater) ?? over;
    expect(nextRoomState(dropped, started("8", hourLater + 2_000), hourLater + 2_000)?.status).toBe("ended");
    const dayLater = hourLater + REOPEN_QUIET_MS;
    expect(nextRoomState(dropped, started("8", dayLater), dayLater)?.status).toBe("live");
  });
});

describe("the host", () => {
  it("can only start with a stream", () => {
    expect(nextRoomState(state(), { type: "start" }, NOW)).toBeNull();
    expect(nextRoomState(state({ pushSequence: "7" }), { type: "start" }, NOW)?.status).toBe("live");
  });

  it("who takes a break and leaves does not keep a session open for ever", () => {
    const away = play(live("7"), { type: "pause" }, ended("7"));
    expect(away).toMatchObject({ status: "paused", stoppedBy: "host", pushSequence: null });
    expect(nextRoomState(away, grace, NOW + GRACE_MS)).toBeNull();
    expect(nextRoomState(away, grace, NOW + BREAK_GRACE_MS + 1_000)?.status).toBe("ended");
  });

  it("on a break with a stream is never ended", () => {
    expect(nextRoomState(play(live("7"), { type: "pause" }), grace, NOW + 100 * BREAK_GRACE_MS)).toBeNull();
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
          if (current.pushSequence) expect(current.endedSequence).not.toBe(current.pushSequence);
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
  const type = fc.constantFrom("pushStarted" as const, "pushEnded" as const);
  const push = fc.record({
    type,
    sequence: fc.integer({ min: 1, max: 4 }).map(String),
    atMs: fc.integer({ min: NOW - 9, max: NOW + 9 }),
  });
  const command = fc.record({ type: fc.constantFrom("start" as const, "pause" as const, "resume" as const, "end" as const) });
  return fc.oneof(push, command, fc.constant(grace));
}

function anyState(): fc.Arbitrary<RoomState> {
  const kind = fc.constantFrom("waiting", "live", "byHost", "byEncoder", "endedByHost", "endedByEncoder", "replay");
  const sequence = fc.option(fc.integer({ min: 1, max: 4 }).map(String), { nil: null });
  const times = fc.record({
    statusSinceMs: fc.constantFrom(NOW - 1, NOW - GRACE_MS, LONG_AGO),
    pushChangedAtMs: fc.constantFrom(0, NOW - 5, LONG_AGO),
  });
  return fc.tuple(kind, sequence, fc.constantFrom(null, "8", "9"), times).map(([name, pushSequence, endedSequence, at]) => {
    const base = { ...at, pushSequence, endedSequence };
    if (name === "byHost") return state({ ...base, status: "paused", stoppedBy: "host" });
    if (name === "byEncoder") return state({ ...base, status: "paused", stoppedBy: "encoder", pushSequence: null });
    if (name === "endedByHost") return state({ ...base, status: "ended", stoppedBy: "host" });
    if (name === "endedByEncoder") return state({ ...base, status: "ended", stoppedBy: "encoder" });
    if (name === "live") return state({ ...base, status: "live", pushSequence: pushSequence ?? "1" });
    return state({ ...base, status: name as RoomState["status"] });
  });
}
