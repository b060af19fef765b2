import { arrivingPush, endMissing, lastPushChangeMs, type Push, withPush } from "./pushes";
import { type RoomCommand, type RoomStatus, roomCommands } from "./schema";

/** After the host ended a session, a stream that reconnects within this time of its own end does not open the room again. */
export const REOPEN_QUIET_MS = 60_000;

/** How long a room on a break of its host waits for an encoder that is gone before its session ends. */
export const BREAK_GRACE_MS = 1_800_000;

/** How long an ended room stays ended, for everybody to see, before recordings that exist already make it a replay. */
export const REPLAY_PAUSE_MS = 5_000;

/** The part of a room that decides what may happen next. */
export interface RoomState {
  status: RoomStatus;
  /** Who stopped the picture of a paused room, or ended the last session of an ended one; null in the other states. */
  stoppedBy: "host" | "moderator" | "encoder" | null;
  statusSinceMs: number;
  /** Of the current or last session; null before the first. */
  startedAtMs: number | null;
  /** Null while a session runs, and before the first. */
  endedAtMs: number | null;
  /** What the vendor told of the room's streams; see `withPush`. */
  pushes: readonly Push[];
  /** Whether something of the current or last session was recorded. */
  hasRecording: boolean;
}

export type RoomEvent =
  /**
   * From CSS or TRTC: a stream began or ended. `sequence` is the vendor's name of the push, the same for both. That of a host who
   * is banned lights no room.
   */
  | { type: "pushStarted" | "pushEnded"; sequence: string; atMs: number; isBanned?: boolean }
  /** From upkeep: this push is not there any more, though nobody told its end. */
  | { type: "streamMissing"; sequence: string }
  /** From the host. */
  | { type: RoomCommand }
  /** From a moderator: the session ends, and no encoder opens the room again. */
  | { type: "close" }
  /** From CSS: a file was recorded, whose last picture is of this time. */
  | { type: "recordingReady"; untilMs: number }
  /** From upkeep, as often as it likes. */
  | { type: "timePassed"; encoderGraceMs: number };

/**
 * What a room becomes by an event, or null when the event changes nothing or is not allowed. Every event is safe to
 * repeat, and those of the vendor are safe in any order. `statusSinceMs` moves only when status or its reason change.
 * ARCHITECTURE.md has the table of all transitions; a test holds it to this function.
 */
export function nextRoomState(state: RoomState, event: RoomEvent, nowMs: number): RoomState | null {
  switch (event.type) {
    case "pushStarted":
    case "pushEnded":
      return afterPushes(state, withPush(state.pushes, event, nowMs), nowMs, event.isBanned);
    case "streamMissing":
      return afterPushes(state, endMissing(state.pushes, event.sequence, nowMs), nowMs);
    case "start":
    case "resume":
      return allowedCommands(state).includes(event.type) ? goLive(state, nowMs) : null;
    case "pause":
      return state.status === "live" ? pause(state, "host", nowMs) : null;
    case "end":
      return isOpen(state) ? end(state, "host", nowMs) : null;
    case "close":
      return isOpen(state) ? end(state, "moderator", nowMs) : null;
    case "recordingReady":
      return afterRecording(state, event.untilMs, nowMs);
    case "timePassed":
      return afterTime(state, event.encoderGraceMs, nowMs);
  }
}

function goLive(state: RoomState, nowMs: number): RoomState {
  const session = isOpen(state) ? {} : { startedAtMs: nowMs, endedAtMs: null, hasRecording: false };
  return { ...state, ...session, status: "live", stoppedBy: null, statusSinceMs: nowMs };
}

function pause(state: RoomState, stoppedBy: "host" | "encoder", nowMs: number): RoomState {
  return { ...state, status: "paused", stoppedBy, statusSinceMs: nowMs };
}

function end(state: RoomState, stoppedBy: "host" | "moderator" | "encoder", nowMs: number): RoomState {
  return { ...state, status: "ended", stoppedBy, statusSinceMs: nowMs, endedAtMs: nowMs };
}

/** What follows from the streams: a first one lights the room where it may, and the last one's end pauses it. */
function afterPushes(state: RoomState, pushes: readonly Push[] | null, nowMs: number, isBanned = false): RoomState | null {
  if (!pushes) return null;
  const next = { ...state, pushes };
  const [had, has] = [hasStream(state), hasStream(next)];
  if (has && !had && !isBanned && opensByPush(state, nowMs)) return goLive(next, nowMs);
  if (had && !has && state.status === "live") return pause(next, "encoder", nowMs);
  return next;
}

function opensByPush(state: RoomState, nowMs: number): boolean {
  if (state.status === "waiting" || state.stoppedBy === "encoder") return true;
  if (isOpen(state) || state.stoppedBy === "moderator") return false;
  return nowMs - Math.max(state.endedAtMs ?? 0, lastPushChangeMs(state.pushes)) >= REOPEN_QUIET_MS;
}

/** A file of an earlier session changes nothing: the room may be live again since. */
function afterRecording(state: RoomState, untilMs: number, nowMs: number): RoomState | null {
  if (state.startedAtMs === null || untilMs < state.startedAtMs) return null;
  if (state.status === "ended" && !hasStream(state)) return becomeReplay(state, nowMs);
  return state.hasRecording ? null : { ...state, hasRecording: true };
}

function becomeReplay(state: RoomState, nowMs: number): RoomState {
  return { ...state, hasRecording: true, status: "replay", statusSinceMs: nowMs };
}

function afterTime(state: RoomState, encoderGraceMs: number, nowMs: number): RoomState | null {
  if (hasStream(state)) return null;
  if (state.status === "paused") {
    const sinceMs = nowMs - Math.max(state.statusSinceMs, lastPushChangeMs(state.pushes));
    const graceMs = state.stoppedBy === "encoder" ? encoderGraceMs : BREAK_GRACE_MS;
    return sinceMs >= graceMs ? end(state, "encoder", nowMs) : null;
  }
  const isSettled = state.status === "ended" && state.hasRecording && nowMs - state.statusSinceMs >= REPLAY_PAUSE_MS;
  return isSettled ? becomeReplay(state, nowMs) : null;
}

/** The host's buttons that do something now. Starting and resuming need a stream that is arriving. */
export function allowedCommands(state: Pick<RoomState, "status" | "pushes">): RoomCommand[] {
  const allowed: Record<RoomCommand, boolean> = {
    start: hasStream(state) && !isOpen(state),
    pause: state.status === "live",
    resume: hasStream(state) && state.status === "paused",
    end: isOpen(state),
  };
  return roomCommands.filter((command) => allowed[command]);
}

/** True while a session runs, with or without a picture. */
export function isOpen(state: Pick<RoomState, "status">): boolean {
  return state.status === "live" || state.status === "paused";
}

/** True while a stream arrives, shown or not. */
export function hasStream(state: Pick<RoomState, "pushes">): boolean {
  return arrivingPush(state.pushes) !== null;
}
