import { type RoomCommand, type RoomStatus, roomCommands } from "./schema";

/** After a person ended a session, a stream that reconnects within this time does not open the room again. */
export const REOPEN_QUIET_MS = 60_000;

/** How long a room waits for an encoder that is gone before its session ends. */
export const ENCODER_GRACE_MS = 60_000;

/** The part of a room that decides what may happen next. */
export interface RoomState {
  status: RoomStatus;
  /** Who stopped the picture of a paused room, or ended the session of an ended one; null in the other states. */
  stoppedBy: "host" | "encoder" | null;
  /** The vendor's sequence of the push that is arriving, or null. */
  pushSequence: string | null;
  statusSinceMs: number;
}

export type RoomEvent =
  | { type: "pushStarted"; sequence: string }
  | { type: "pushEnded"; sequence: string }
  | { type: RoomCommand }
  | { type: "graceExpired" };

/**
 * What a room becomes by an event, or null when the event changes nothing or is not allowed. Safe to repeat: an event that
 * was carried out gives null. `statusSinceMs` moves only when status or its reason change.
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
    case "pushStarted": {
      const pushSequence = event.sequence;
      if (isOlderPush(pushSequence, state.pushSequence)) return null;
      if (opensByPush(state, nowMs)) return become("live", { pushSequence });
      return pushSequence === state.pushSequence ? null : { ...state, pushSequence };
    }
    case "pushEnded":
      if (event.sequence !== state.pushSequence) return null;
      if (state.status === "live") return become("paused", { stoppedBy: "encoder", pushSequence: null });
      return { ...state, pushSequence: null };
    case "start":
    case "resume":
      return allowedCommands(state).includes(event.type) ? become("live") : null;
    case "pause":
      return state.status === "live" ? become("paused", { stoppedBy: "host" }) : null;
    case "end":
      return isOpen(state) ? become("ended", { stoppedBy: "host" }) : null;
    case "graceExpired":
      return isGraceOver(state, nowMs) ? become("ended", { stoppedBy: "encoder" }) : null;
  }
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

/** True when a room has waited for its lost encoder long enough. */
export function isGraceOver(state: RoomState, nowMs: number): boolean {
  return state.status === "paused" && state.stoppedBy === "encoder" && nowMs - state.statusSinceMs >= ENCODER_GRACE_MS;
}

function opensByPush(state: RoomState, nowMs: number): boolean {
  if (state.status === "waiting") return true;
  if (state.status === "paused") return state.stoppedBy === "encoder";
  if (isOpen(state)) return false;
  return state.stoppedBy === "encoder" || nowMs - state.statusSinceMs >= REOPEN_QUIET_MS;
}

/** Sequences are numbers that grow; an event of an earlier push may come late. */
function isOlderPush(sequence: string, current: string | null): boolean {
  if (current === null || !/^\d+$/.test(sequence) || !/^\d+$/.test(current)) return false;
  return BigInt(sequence) < BigInt(current);
}
