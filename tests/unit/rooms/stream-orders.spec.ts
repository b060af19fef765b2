import { describe, expect, test } from "vitest";
import { nextRoomState, type RoomEvent, type RoomState } from "../../../lib/rooms/rules";
import { streamOrder } from "../../../lib/rooms/stream-orders";

const NOW = 1_700_000_000_000;
const push = (isThere: boolean) => [{ sequence: "1", startedAtMs: NOW - 9_000, endedAtMs: isThere ? null : NOW - 1_000 }];
const live: RoomState = {
  status: "live",
  stoppedBy: null,
  statusSinceMs: NOW - 9_000,
  startedAtMs: NOW - 9_000,
  endedAtMs: null,
  pushes: push(true),
  hasRecording: false,
};
const order = (state: RoomState, event: RoomEvent) => {
  const next = nextRoomState(state, event, NOW);
  return next && (streamOrder(state, next, NOW)?.kind ?? null);
};

describe("what the vendor is told of a room's stream", () => {
  test("a host's pause and end cut what arrives, for a minute and no later", () => {
    expect(order(live, { type: "pause" })).toBe("stream.drop");
    expect(order(live, { type: "end" })).toBe("stream.drop");
    const next = nextRoomState(live, { type: "end" }, NOW);
    expect(next && streamOrder(live, next, NOW)).toEqual({ kind: "stream.drop", untilMs: NOW + 60_000 });
  });

  test("ending without a stream needs no cut; a moderator's end forbids in any case", () => {
    const away: RoomState = { ...live, status: "paused", stoppedBy: "encoder", pushes: push(false) };
    expect(order(away, { type: "end" })).toBeNull();
    expect(order(away, { type: "close" })).toBe("stream.forbid");
    expect(order(live, { type: "close" })).toBe("stream.forbid");
  });

  test("what the encoder does by itself, and a resume, have no order", () => {
    const paused: RoomState = { ...live, status: "paused", stoppedBy: "host" };
    expect(order(paused, { type: "resume" })).toBeNull();
    expect(order(live, { type: "pushEnded", sequence: "1", atMs: NOW })).toBeNull();
    const away: RoomState = { ...live, status: "paused", stoppedBy: "encoder", pushes: push(false), statusSinceMs: NOW - 90_000 };
    expect(order(away, { type: "timePassed", encoderGraceMs: 60_000 })).toBeNull();
  });
});
