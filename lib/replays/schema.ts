import { z } from "zod";

/** A part of a recorded file that belongs to the replay. Times in seconds; `fromSeconds` is within the file. */
export const replayClip = z.object({
  url: z.string(),
  format: z.enum(["mp4", "hls"]),
  fromSeconds: z.number(),
  seconds: z.number(),
  /** When it was filmed. */
  startedAtMs: z.int(),
});
export type ReplayClip = z.infer<typeof replayClip>;

/** What a replay is made of, in order: the answer of `GET /api/rooms/:roomId/replay`. */
export const roomReplay = z.object({
  clips: z.array(replayClip),
  /** What was shown live and is in no file. */
  missingSeconds: z.number(),
});
export type RoomReplay = z.infer<typeof roomReplay>;

/** When and why there was no picture in a session, in Unix milliseconds; null while there is none. */
export const sessionPause = z.object({ fromMs: z.int(), untilMs: z.int().nullable(), by: z.enum(["host", "encoder"]) });
export type SessionPause = z.infer<typeof sessionPause>;
