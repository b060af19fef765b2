import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import {
  BREAK_GRACE_MS,
  nextRoomState,
  REOPEN_QUIET_MS,
  REPLAY_PAUSE_MS,
  type RoomEvent,
  type RoomState,
} from "@/lib/rooms/rules";

const NOW = 1_800_000_000_000;
const ENCODER_GRACE_MS = 60_000;
const WAITS = { "": 0, " after 5 s": REPLAY_PAUSE_MS, " after 60 s": REOPEN_QUIET_MS, " after 30 min": BREAK_GRACE_MS };

const ended = { sequence: "1", startedAtMs: NOW - 9_000, endedAtMs: NOW };
const arriving = { sequence: "2", startedAtMs: NOW, endedAtMs: null };

const over = { startedAtMs: NOW - 9_000, endedAtMs: NOW, hasRecording: false };
const running = { startedAtMs: NOW - 9_000, endedAtMs: null, hasRecording: false };
const never = { startedAtMs: null, endedAtMs: null, hasRecording: false };
const gone = [ended];
const there = [arriving, ended];

/** Every kind of room that events can lead to. */
const states: Record<string, Omit<RoomState, "statusSinceMs">> = {
  waiting: { status: "waiting", stoppedBy: null, pushes: [], ...never },
  live: { status: "live", stoppedBy: null, pushes: there, ...running },
  "paused by the encoder": { status: "paused", stoppedBy: "encoder", pushes: gone, ...running },
  "paused by the host": { status: "paused", stoppedBy: "host", pushes: there, ...running },
  "paused by the host, no stream": { status: "paused", stoppedBy: "host", pushes: gone, ...running },
  "ended by the encoder": { status: "ended", stoppedBy: "encoder", pushes: gone, ...over },
  "ended by the encoder, recorded": { status: "ended", stoppedBy: "encoder", pushes: gone, ...over, hasRecording: true },
  "ended by the host": { status: "ended", stoppedBy: "host", pushes: gone, ...over },
  "ended by the host, stream": { status: "ended", stoppedBy: "host", pushes: there, ...over },
  "ended by a moderator": { status: "ended", stoppedBy: "moderator", pushes: gone, ...over },
  "ended by a moderator, stream": { status: "ended", stoppedBy: "moderator", pushes: there, ...over },
  "replay, ended by the encoder": { status: "replay", stoppedBy: "encoder", pushes: gone, ...over, hasRecording: true },
  "replay, ended by the host": { status: "replay", stoppedBy: "host", pushes: gone, ...over, hasRecording: true },
  "replay, ended by the host, stream": { status: "replay", stoppedBy: "host", pushes: there, ...over, hasRecording: true },
  "replay, ended by a moderator": { status: "replay", stoppedBy: "moderator", pushes: gone, ...over, hasRecording: true },
};

const columns: Record<string, (nowMs: number) => RoomEvent> = {
  "stream begins": (atMs) => ({ type: "pushStarted", sequence: "3", atMs }),
  "stream ends": (atMs) => ({ type: "pushEnded", sequence: "2", atMs }),
  "stream missing": () => ({ type: "streamMissing", sequence: "2" }),
  start: () => ({ type: "start" }),
  pause: () => ({ type: "pause" }),
  resume: () => ({ type: "resume" }),
  end: () => ({ type: "end" }),
  close: () => ({ type: "close" }),
  "file recorded": () => ({ type: "recordingReady", untilMs: NOW }),
  "time passed": () => ({ type: "timePassed", encoderGraceMs: ENCODER_GRACE_MS }),
};

/** What the event makes of the room, at the earliest moment at which it makes something of it. */
function cell(state: RoomState, event: (nowMs: number) => RoomEvent): string {
  for (const [words, waitMs] of Object.entries(WAITS)) {
    const nowMs = NOW + waitMs;
    const next = nextRoomState(state, event(nowMs), nowMs);
    if (!next || (next.status === state.status && next.stoppedBy === state.stoppedBy)) continue;
    return `${next.status}${next.status !== "replay" && next.stoppedBy ? ` (${next.stoppedBy})` : ""}${words}`;
  }
  return "";
}

function table(): string {
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const names = Object.keys(columns);
  const lines = Object.entries(states).map(([name, state]) =>
    row([name, ...Object.values(columns).map((event) => cell({ ...state, statusSinceMs: NOW }, event))]),
  );
  return [row(["room", ...names]), row(["---", ...names.map(() => "---")]), ...lines].join("\n");
}

it("ARCHITECTURE.md shows exactly the transitions that there are", () => {
  const document = readFileSync(path.resolve(import.meta.dirname, "../../../ARCHITECTURE.md"), "utf8");
  const shown = /<!-- transitions -->\n(.*)\n<!-- end -->/s.exec(document)?.[1];
  expect(shown).toBe(table());
});
