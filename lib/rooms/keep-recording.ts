import "server-only";
import { db } from "../db";
import type { RecordingEvent } from "../live/callback";
import { applyRoomEvent } from "./apply-room-event";

/**
 * Stores a recorded file with the session that its last picture belongs to, and makes an ended room a replay. A file of no
 * room or of no session is passed over, and so is one that begins after the session's end: nobody was to see it. Safe to repeat.
 */
export async function keepRecording(recording: RecordingEvent, nowMs: number): Promise<void> {
  const { streamName, fileId, url, format, startedAtMs, endedAtMs, durationSeconds, sizeBytes } = recording;
  const endedAt = new Date(endedAtMs);
  const room = await db().room.findUnique({
    where: { streamName },
    select: {
      id: true,
      sessions: {
        where: { startedAt: { lte: endedAt } },
        orderBy: { startedAt: "desc" },
        take: 1,
        select: { id: true, endedAt: true },
      },
    },
  });
  const session = room?.sessions[0];
  if (!room || !session) return;
  if (session.endedAt && session.endedAt.getTime() <= startedAtMs) return;
  const file = { fileId, url, format, durationSeconds, sizeBytes, startedAt: new Date(startedAtMs), endedAt };
  await db().recording.createMany({ data: { ...file, sessionId: session.id }, skipDuplicates: true });
  await applyRoomEvent({ id: room.id }, { type: "recordingReady", untilMs: endedAtMs }, nowMs);
}
