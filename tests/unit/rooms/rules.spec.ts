import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrivingPush, PUSHES_KEPT, type Push, withPush } from "@/lib/rooms/pushes";
import {
  allowedCommands,
  BREAK_GRACE_MS,
  hasStream,
  isOpen,
  nextRoomState,
  REOPEN_QUIET_MS,
  REPLAY_PAUSE_MS,
  type RoomEvent,
  type RoomState,
} from "@/lib/rooms/rules";
import { roomCommands } from "@/lib/rooms/schema";

const NOW = 1_800_000_000_000;
const GRACE_MS = 60_000;
const LONG_AGO = NOW - 100 * REOPEN_QUIET_MS;

const state = (change: Partial<RoomState> = {}): RoomState => ({
  status: "waiting",
  stoppedBy: null,
  statusSinceMs: LONG_AGO,
  startedAtMs: null,
  endedAtMs: null,
  pushes: [],
  hasRecording: false,
  ...change,
});
const arriving = (sequence: string, startedAtMs = LONG_AGO): Push[] => [{ sequence, startedAtMs, endedAtMs: null }];
const live = (sequence: string) => state({ status: "live", startedAtMs: LONG_AGO, pushes: arriving(sequence) });
const started = (sequence: string, atMs = NOW): RoomEvent => ({ type: "pushStarted", sequence, atMs });
const ended = (sequence: string, atMs = NOW): RoomEvent => ({ type: "pushEnded", sequence, atMs });
const time: RoomEvent = { type: "timePassed", encoderGraceMs: GRACE_MS };
const shown = ({ pushes }: RoomState) => arrivingPush(pushes)?.sequence ?? null;

/** Carries events out one after the other, each a second later; those that change nothing are passed over. */
function play(from: RoomState, ...events: RoomEvent[]): RoomState {
  return events.reduce((current, event, index) => nextRoomState(current, event, NOW + index * 1_000) ?? current, from);
}

describe("a push", () => {
  it("lights a waiting room", () => {
    const next = play(state(), started("7"));
    expect(next).toMatchObject({ status: "live", stoppedBy: null, statusSinceMs: NOW, startedAtMs: NOW, endedAtMs: null });
    expect(shown(next)).toBe("7");
  });

  it("of a banned host is known and lights nothing", () => {
    const banned: RoomEvent = { type: "pushStarted", sequence: "7", atMs: NOW, isBanned: true };
    for (const from of [state(), state({ status: "paused", stoppedBy: "encoder" })]) {
      const next = play(from, banned);
      expect(next.status).toBe(from.status);
      expect(shown(next)).toBe("7");
    }
  });

  it("that ends pauses a live room until the grace is over", () => {
    const paused = play(live("7"), ended("7"));
    expect(paused).toMatchObject({ status: "paused", stoppedBy: "encoder" });
    expect(shown(paused)).toBeNull();
    expect(nextRoomState(paused, time, NOW + GRACE_MS - 1)).toBeNull();
    expect(nextRoomState(paused, time, NOW + GRACE_MS)).toMatchObject({ status: "ended", endedAtMs: NOW + GRACE_MS });
  });

  it("that comes back goes on with the same session, and after the end begins another", () => {
    const back = play(live("7"), ended("7"), started("8"));
    expect(back).toMatchObject({ status: "live", startedAtMs: LONG_AGO });
    const over = state({ status: "ended", stoppedBy: "encoder", startedAtMs: LONG_AGO, endedAtMs: NOW });
    expect(play(over, started("8"))).toMatchObject({ status: "live", startedAtMs: NOW, endedAtMs: null });
  });

  it("does not end a pause of the host", () => {
    const next = play(state({ status: "paused", stoppedBy: "host" }), started("7"));
    expect(next).toMatchObject({ status: "paused", stoppedBy: "host" });
    expect(shown(next)).toBe("7");
  });

  it("takes over from an older one, whatever the vendor's names of the two, and an end of the older changes nothing", () => {
    const taken = play(live("100"), started("99"));
    expect(taken.status).toBe("live");
    expect(shown(taken)).toBe("99");
    expect(play(taken, ended("100"))).toMatchObject({ status: "live", statusSinceMs: taken.statusSinceMs });
    expect(shown(play(live("100"), started("50", LONG_AGO - 1)))).toBe("100");
  });

  it("that was taken over and still arrives is shown again when the newer one ends", () => {
    const next = play(live("1"), started("2"), ended("2"));
    expect(next.status).toBe("live");
    expect(shown(next)).toBe("1");
  });

  it("whose beginning is told after its end, or once more much later, does not light the room", () => {
    expect(play(state(), ended("5"), started("5")).status).toBe("waiting");
    expect(play(live("5"), ended("5"), started("5")).status).toBe("paused");
    const flapped = play(live("5"), ended("5"), started("6"), ended("6"), started("7"), ended("7"));
    expect(play(flapped, started("5", LONG_AGO), started("6")).status).toBe("paused");
  });

  it("that goes on after the host's end, and reconnects, does not open the room again by itself", () => {
    const over = play(live("7"), { type: "end" });
    expect(over.status).toBe("ended");
    expect(shown(over)).toBe("7");
    const hourLater = NOW + 3_600_000;
    const dropped = nextRoomState(over, ended("7", hourLater), hourLater) ?? over;
    expect(nextRoomState(dropped, started("8", hourLater + 2_000), hourLater + 2_000)?.status).toBe("ended");
    const dayLater = hourLater + REOPEN_QUIET_MS;
    expect(nextRoomState(dropped, started("8", dayLater), dayLater)?.status).toBe("live");
  });

  it("never opens a room that a moderator ended; the host can", () => {
    const closed = play(live("7"), { type: "close" }, ended("7"));
    const dayLater = NOW + 86_400_000;
    const next = nextRoomState(closed, started("8", dayLater), dayLater) ?? closed;
    expect(next).toMatchObject({ status: "ended", stoppedBy: "moderator" });
    expect(nextRoomState(next, { type: "start" }, dayLater)?.status).toBe("live");
  });

  it("of a clock that is ahead does not put off the end of its session", () => {
    const paused = play(live("7"), ended("7", NOW + 3_600_000));
    expect(nextRoomState(paused, time, NOW + GRACE_MS)?.status).toBe("ended");
  });

  it("that is missing though nobody told its end pauses the room, unless another has come since", () => {
    const missing: RoomEvent = { type: "streamMissing", sequence: "7" };
    expect(play(live("7"), missing)).toMatchObject({ status: "paused", stoppedBy: "encoder" });
    expect(nextRoomState(play(live("7"), started("8")), missing, NOW)).toBeNull();
  });
});

describe("what is known of the pushes", () => {
  it("is the same in every order of the same events", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPushEvent(PUSHES_KEPT), { selector: ({ type, sequence }) => type + sequence }), (events) => {
        const tell = (order: typeof events) =>
          order.reduce<readonly Push[]>((pushes, event) => withPush(pushes, event, NOW + 9) ?? pushes, []);
        expect(tell(events.toReversed())).toEqual(tell(events));
        expect(tell([...events, ...events])).toEqual(tell(events));
      }),
    );
  });

  it("stays small, and what arrives is not forgotten for what has ended", () => {
    let pushes: readonly Push[] = arriving("first", 0);
    for (let index = 1; index <= 100; index++) {
      for (const event of [started, ended]) pushes = withPush(pushes, event(`${index}`, index) as PushEvent, NOW) ?? pushes;
    }
    expect(pushes).toHaveLength(PUSHES_KEPT);
    expect(arrivingPush(pushes)?.sequence).toBe("first");
    expect(withPush(pushes, started("3", 3) as PushEvent, NOW)).toBeNull();
  });
});

describe("a recording", () => {
  const file = (untilMs: number): RoomEvent => ({ type: "recordingReady", untilMs });
  const over = play(live("7"), { type: "end" }, ended("7"));

  it("of the session that ended makes the room a replay, and one of an earlier session nothing", () => {
    expect(play(over, file(NOW))).toMatchObject({ status: "replay", stoppedBy: "host" });
    expect(play(over, file(LONG_AGO - 1))).toEqual(over);
    expect(play(state(), file(NOW))).toEqual(state());
  });

  it("of a part waits for the end, which everybody sees before the replay", () => {
    const part = play(live("7"), file(NOW));
    expect(part).toMatchObject({ status: "live", hasRecording: true });
    const end = play(part, ended("7"), { type: "end" });
    expect(end.status).toBe("ended");
    expect(nextRoomState(end, time, end.statusSinceMs + REPLAY_PAUSE_MS - 1)).toBeNull();
    expect(nextRoomState(end, time, end.statusSinceMs + REPLAY_PAUSE_MS)?.status).toBe("replay");
  });

  it("does not make a replay of a session whose encoder still pushes", () => {
    const pushing = play(live("7"), { type: "end" }, file(NOW));
    expect(pushing).toMatchObject({ status: "ended", hasRecording: true });
    expect(play(pushing, ended("7"), file(NOW)).status).toBe("replay");
  });

  it("is not the next session's", () => {
    const next = play(play(over, file(NOW)), started("8"), { type: "start" });
    expect(next).toMatchObject({ status: "live", hasRecording: false });
  });
});

describe("the host", () => {
  it("can only start with a stream", () => {
    expect(nextRoomState(state(), { type: "start" }, NOW)).toBeNull();
    expect(nextRoomState(state({ pushes: arriving("7") }), { type: "start" }, NOW)?.status).toBe("live");
  });

  it("who takes a break and leaves does not keep a session open for ever", () => {
    const away = play(live("7"), { type: "pause" }, ended("7"));
    expect(away).toMatchObject({ status: "paused", stoppedBy: "host" });
    expect(nextRoomState(away, time, NOW + GRACE_MS)).toBeNull();
    expect(nextRoomState(away, time, NOW + BREAK_GRACE_MS + 1_000)?.status).toBe("ended");
  });

  it("on a break with a stream is never ended", () => {
    expect(nextRoomState(play(live("7"), { type: "pause" }), time, NOW + 100 * BREAK_GRACE_MS)).toBeNull();
  });

  it("sees exactly the buttons that do something", () => {
    fc.assert(
      fc.property(anyHistory(), (from) => {
        const working = roomCommands.filter((type) => nextRoomState(from, { type }, NOW) !== null);
        expect(allowedCommands(from)).toEqual(working);
      }),
    );
  });
});

describe("any order of events", () => {
  it("never reaches an impossible state", () => {
    fc.assert(
      fc.property(fc.array(anyStep(), { maxLength: 60 }), (steps) => {
        walk(steps, (current, before) => {
          const isStopped = current.status !== "waiting" && current.status !== "live";
          expect(current.stoppedBy !== null).toBe(isStopped);
          if (current.status === "live") expect(hasStream(current)).toBe(true);
          if (current.status === "waiting" || current.status === "replay") expect(isOpen(current)).toBe(false);
          if (current.stoppedBy === "encoder") expect(hasStream(current)).toBe(false);
          if (current.stoppedBy === "moderator") expect(isOpen(current)).toBe(false);
          if (current.status === "replay") expect(current.hasRecording).toBe(true);
          expect(current.startedAtMs === null).toBe(current.status === "waiting");
          expect(current.endedAtMs !== null).toBe(current.startedAtMs !== null && !isOpen(current));
          if (current.endedAtMs !== null) expect(current.endedAtMs).toBeGreaterThanOrEqual(current.startedAtMs ?? 0);
          if (isOpen(before) && isOpen(current)) expect(current.startedAtMs).toBe(before.startedAtMs);
          if (before.status !== "waiting") expect(current.status).not.toBe("waiting");
          if (before.status === "replay" && current.status === "ended") throw new Error("a replay ends by a new session only");
        });
      }),
    );
  });

  it("is safe to repeat: the same event twice changes nothing the second time", () => {
    fc.assert(
      fc.property(anyHistory(), anyEvent(NOW), (from, event) => {
        const once = nextRoomState(from, event, NOW);
        if (once) expect(nextRoomState(once, event, NOW)).toBeNull();
      }),
    );
  });

  it("ends by itself once nothing arrives any more", () => {
    fc.assert(
      fc.property(anyHistory(), (from) => {
        const sequence = arrivingPush(from.pushes)?.sequence ?? "";
        const alone = nextRoomState(from, { type: "streamMissing", sequence }, NOW) ?? from;
        const later = nextRoomState(alone, time, NOW + BREAK_GRACE_MS) ?? alone;
        expect(isOpen(later)).toBe(false);
      }),
    );
  });
});

interface Step {
  event: (nowMs: number) => RoomEvent;
  waitMs: number;
}

/** Carries steps out from a new room on, up to now; `look` sees every state with the one before it. */
function walk(steps: readonly Step[], look: (current: RoomState, before: RoomState) => void): RoomState {
  let nowMs = NOW - steps.reduce((sum, { waitMs }) => sum + waitMs, 0);
  let current = state({ statusSinceMs: nowMs });
  for (const { event, waitMs } of steps) {
    nowMs += waitMs;
    const before = current;
    current = nextRoomState(current, event(nowMs), nowMs) ?? current;
    look(current, before);
  }
  return current;
}

type PushEvent = Extract<RoomEvent, { type: "pushStarted" | "pushEnded" }>;

function anyPushEvent(names: number): fc.Arbitrary<PushEvent> {
  return fc.record({
    type: fc.constantFrom("pushStarted" as const, "pushEnded" as const),
    sequence: fc.integer({ min: 1, max: names }).map(String),
    atMs: fc.integer({ min: NOW - 9, max: NOW + 9 }),
  });
}

function anyEvent(nowMs: number): fc.Arbitrary<RoomEvent> {
  const names = fc.integer({ min: 1, max: 4 }).map(String);
  const offset = fc.integer({ min: -9_000, max: 9_000 });
  const types = ["start", "pause", "resume", "end", "close"] as const;
  return fc.oneof(
    anyPushEvent(4).map((event) => ({ ...event, atMs: event.atMs - NOW + nowMs })),
    names.map((sequence) => ({ type: "streamMissing" as const, sequence })),
    fc.constantFrom(...types).map((type) => ({ type })),
    offset.map((ms) => ({ type: "recordingReady" as const, untilMs: nowMs + ms })),
    fc.constant(time),
  );
}

function anyStep(): fc.Arbitrary<Step> {
  const waitMs = fc.constantFrom(0, 1_000, REPLAY_PAUSE_MS, GRACE_MS, BREAK_GRACE_MS);
  return fc.record({ event: anyEvent(0).map(relativeTo), waitMs });
}

/** An event whose times count from the moment at which it happens. */
function relativeTo(event: RoomEvent): (nowMs: number) => RoomEvent {
  return (nowMs) => {
    if ("atMs" in event) return { ...event, atMs: nowMs + event.atMs };
    if ("untilMs" in event) return { ...event, untilMs: nowMs + event.untilMs };
    return event;
  };
}

/** A room as some order of events leaves it. */
function anyHistory(): fc.Arbitrary<RoomState> {
  return fc.array(anyStep(), { maxLength: 30 }).map((steps) => walk(steps, () => {}));
}
