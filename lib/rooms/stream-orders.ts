import { hasStream, isOpen, type RoomState } from "./rules";

/** How long after its cause a cut still makes sense: later it would hit a stream that is shown again. */
const DROP_WITHIN_MS = 60_000;

/** What the vendor is to do about the room's stream, but for its name. */
export type StreamOrder = { kind: "stream.drop"; untilMs: number } | { kind: "stream.forbid"; reason: string };

/**
 * What a change of a room means for its stream: when the host pauses or ends, what arrives is cut, and the encoder may come
 * back; when a moderator ends, it is forbidden whether it arrives or not. Null when nothing follows.
 */
export function streamOrder(before: RoomState, next: RoomState, nowMs: number): StreamOrder | null {
  if (!isOpen(before) || next.status === before.status) return null;
  if (next.status === "ended" && next.stoppedBy === "moderator") return { kind: "stream.forbid", reason: "ended by a moderator" };
  const isStoppedByHost = next.stoppedBy === "host" && (next.status === "paused" || next.status === "ended");
  return isStoppedByHost && hasStream(next) ? { kind: "stream.drop", untilMs: nowMs + DROP_WITHIN_MS } : null;
}

/** The lane of what a stream's vendor is told: a chat service that is down does not hold it up. */
export function streamLane(streamName: string): string {
  return `stream:${streamName}`;
}
