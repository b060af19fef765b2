import { type RoomCommand, type RoomStatus, roomCommands } from "./schema";

/** After a person ended a session, a stream that reconnects within this time of its own end does not open the room again. */
export const REOPEN_QUIET_MS = 60_000;

/** How long a room on a break of its host waits for an encoder that is gone before its session ends. */
export const BREAK_GRACE_MS = 1_800_000;

/** The part of a room that decides what may happen next. */
export interface RoomState {
  status: RoomStatus;
  /** Who stopped the picture of a paused room, or ended the session of an ended one; null in the other states. */
  stoppedBy: "host" | "encoder" | null;
  statusSinceMs: number;
  /** The vendor's name of the push that is arriving, or null. Start and end of one push share it. */
  pushSequence: string | null;
  /** The vendor's time at which the last push began or ended; 0 before the first. */
  pushChangedAtMs: number;
  /** The push that ended last. */
  endedSequence: string | null;
}

export type RoomEvent =
  | { type: "pushStarted" | "pushEnded"; sequence: string; atMs: number }
  | { type: RoomCommand }
  | { type: "graceExpired"; encoderGraceMs: number };

/**
 * What a room becomes by an event, or null when the event changes nothing or is not allowed. Safe to repeat, and safe in
 * the wrong order: a push's beginning that is told after its end is ignored. `statusSinceMs` moves only when status or its
 * reason change.
 */
export function nextRoomState(state: RoomState, event: RoomEvent, nowMs: number): RoomState | null {
  const become = (status: RoomStatus, change: Partial<RoomState> = {}): RoomState => ({
    ...state,
    stoppedBy: null,
    ...change,
    status,
    statusSinceMs: nowMs,
  });
  switch (event.type) {
    case "pushStarted":
      return afterPushStarted(state, event, become, nowMs);
    case "pushEnded":
      return afterPushEnded(state, event, become);
    case "start":
    case "resume":
      return allowedCommands(state).includes(event.type) ? become("live") : null;
    case "pause":
      return state.status === "live" ? become("paused", { stoppedBy: "host" }) : null;
    case "end":
      return isOpen(state) ? become("ended", { stoppedBy: "host" }) : null;
    case "graceExpired":
      return isGraceOver(state, event.encoderGraceMs, nowMs) ? become("ended", { stoppedBy: "encoder" }) : null;
  }
}

type Push = { sequence: string; atMs: number };
type Become = (status: RoomStatus, change?: Partial<RoomState>) => RoomState;

function afterPushStarted(state: RoomState, { sequence, atMs }: Push, become: Become, nowMs: number): RoomState | null {
  if (sequence === state.pushSequence || sequence === state.endedSequence) return null;
  const isOlderThanCurrent = state.pushSequence !== null && atMs < state.pushChangedAtMs;
  if (isOlderThanCurrent) return null;
  const push = { pushSequence: sequence, pushChangedAtMs: atMs };
  return opensByPush(state, nowMs) ? become("live", push) : { ...state, ...push };
}

function afterPushEnded(state: RoomState, { sequence, atMs }: Push, become: Become): RoomState | null {
  if (sequence === state.endedSequence) return null;
  if (sequence !== state.pushSequence) return { ...state, endedSequence: sequence };
  const push = { pushSequence: null, endedSequence: sequence, pushChangedAtMs: Math.max(atMs, state.pushChangedAtMs) };
  return state.status === "live" ? become("paused", { ...push, stoppedBy: "encoder" }) : { ...state, ...push };
}

/** The host's buttons that do something now. Starting and resuming need a stream that is arriving. */
export function allowedCommands(state: RoomState): RoomCommand[] {
  const hasPush = state.pushSequence !== null;
  const allowed: Record<RoomCommand, boolean> = {
    start: hasPush && !isOpen(state),
    pause: state.status === "live",
    resume: hasPush && state.status === "paused",
    end: isOpen(state),
  };
  return roomCommands.filter((command) => allowed[command]);
}

/** True while a session runs, with or without a picture. */
export function isOpen(state: Pick<RoomState, "status">): boolean {
  return state.status === "live" || state.status === "paused";
}

/** True when a room without a stream has waited long enough: shortly for a lost encoder, longer on a break of its host. */
export function isGraceOver(state: RoomState, encoderGraceMs: number, nowMs: number): boolean {
  if (state.status !== "paused" || state.pushSequence !== null) return false;
  const sinceMs = nowMs - Math.max(state.statusSinceMs, state.pushChangedAtMs);
  return sinceMs >= (state.stoppedBy === "encoder" ? encoderGraceMs : BREAK_GRACE_MS);
}

function opensByPush(state: RoomState, nowMs: number): boolean {
  if (state.status === "waiting") return true;
  if (state.stoppedBy === "encoder") return true;
  if (state.status === "paused") return false;
  return !isOpen(state) && nowMs - Math.max(state.statusSinceMs, state.pushChangedAtMs) >= REOPEN_QUIET_MS;
}
