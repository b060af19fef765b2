import { after } from "next/server";
import { z } from "zod";
import { readJsonBody } from "@/lib/body";
import { noteCallback } from "@/lib/callback-health";
import { publicRoute } from "@/lib/http";
import { readLiveCallback } from "@/lib/live/callback";
import { drainOutbox } from "@/lib/outbox";
import { applyRoomEvent } from "@/lib/rooms/apply-room-event";
import { keepPicture } from "@/lib/rooms/keep-picture";
import { keepRecording } from "@/lib/rooms/keep-recording";

/** POST /api/css/callback hears from Tencent CSS that an encoder's stream began or ended, that a file was recorded or a picture taken. */
export const POST = publicRoute(z.object({}), async ({ request }) => {
  const nowMs = Date.now();
  const event = readLiveCallback(await readJsonBody(request), nowMs);
  const name = `css ${event?.type ?? "other"}`;
  const ageMs = event ? nowMs - ("atMs" in event ? event.atMs : event.endedAtMs) : null;
  const note = (hasFailed: boolean) => noteCallback({ name, ageMs, tookMs: Date.now() - nowMs, hasFailed });
  try {
    if (event?.type === "recordingReady") await keepRecording(event, nowMs);
    else if (event?.type === "pictureTaken") await keepPicture(event);
    else if (event) await applyRoomEvent({ streamName: event.streamName }, event, nowMs);
    note(false);
  } catch (error) {
    note(true);
    throw error;
  }
  if (event) after(drainOutbox);
  return Response.json({ code: 0 });
});
