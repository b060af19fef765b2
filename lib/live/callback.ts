import "server-only";
import { z } from "zod";
import { env } from "../env";
import { AppError } from "../errors";
import { isLiveCallbackSigned } from "./callback-sign";

/** Tencent signs for ten minutes; one more for clocks that differ. */
const LONGEST_VALIDITY_SECONDS = 660;

const envelope = z.object({
  event_type: z.coerce.number().int(),
  appid: z.coerce.number().int(),
  t: z.coerce.number().int(),
  sign: z.string(),
});

const seconds = z.coerce.number().int().min(0);

const pushFields = z
  .object({ stream_id: z.string(), sequence: z.coerce.string().max(64), event_time: seconds })
  .transform((wire) => ({ streamName: wire.stream_id, sequence: wire.sequence, atMs: wire.event_time * 1000 }));

/** The first picture is `duration` before the end; `start_time` is when the task began. */
const recordingFields = z
  .object({
    stream_id: z.string(),
    file_id: z.coerce.string().min(1).max(128),
    file_format: z.string().max(16),
    video_url: z.url({ protocol: /^https?$/ }).max(2_000),
    end_time: seconds,
    /** The part of a second beyond `end_time`. */
    end_time_usec: z.coerce.number().int().min(0).max(999_999).default(999_999),
    duration: z.coerce.number().min(0),
    file_size: z.coerce.number().int().min(0),
  })
  .transform((wire) => {
    const endedAtMs = wire.end_time * 1000 + Math.floor(wire.end_time_usec / 1000);
    return {
      streamName: wire.stream_id,
      fileId: wire.file_id,
      format: wire.file_format,
      url: wire.video_url,
      startedAtMs: Math.round(endedAtMs - wire.duration * 1000),
      endedAtMs,
      durationSeconds: Math.round(wire.duration),
      sizeBytes: wire.file_size,
    };
  });

const pictureFields = z
  .object({ stream_id: z.string(), create_time: seconds, pic_full_url: z.url({ protocol: /^https?$/ }).max(2_000) })
  .transform((wire) => ({ streamName: wire.stream_id, atMs: wire.create_time * 1000, url: wire.pic_full_url }));

/** An encoder's stream began or ended. Start and end of one push share `sequence`. */
export type PushEvent = { type: "pushStarted" | "pushEnded" } & z.infer<typeof pushFields>;
/** A file was recorded of a push. */
export type RecordingEvent = { type: "recordingReady" } & z.infer<typeof recordingFields>;
/** A picture was taken of a stream. */
export type PictureEvent = { type: "pictureTaken" } & z.infer<typeof pictureFields>;
export type LiveEvent = PushEvent | RecordingEvent | PictureEvent;

/** What is made of the callbacks that are used, by `event_type`. */
const events: Record<number, z.ZodType<LiveEvent>> = {
  0: pushFields.transform((fields) => ({ type: "pushEnded" as const, ...fields })),
  1: pushFields.transform((fields) => ({ type: "pushStarted" as const, ...fields })),
  100: recordingFields.transform((fields) => ({ type: "recordingReady" as const, ...fields })),
  200: pictureFields.transform((fields) => ({ type: "pictureTaken" as const, ...fields })),
};

/**
 * Reads a CSS callback. Throws `forbidden` when the signature is wrong or over, `invalid_input` when the body has another
 * shape; gives null for events that are not used yet. Tencent repeats an event up to 12 times until it gets HTTP 200.
 */
export function readLiveCallback(body: unknown, nowMs: number): LiveEvent | null {
  const head = envelope.safeParse(body);
  if (!head.success) throw new AppError("invalid_input", z.prettifyError(head.error));
  const { t, sign, event_type, appid } = head.data;
  const nowSeconds = Math.floor(nowMs / 1000);
  if (!isLiveCallbackSigned(env().LIVE_CALLBACK_KEY, t, sign, nowSeconds) || t > nowSeconds + LONGEST_VALIDITY_SECONDS) {
    throw new AppError("forbidden", "css callback: bad or old sign");
  }
  if (appid !== env().LIVE_APP_ID) throw new AppError("forbidden", `css callback: appid ${appid}`);
  const event = events[event_type]?.safeParse(body);
  if (!event) return null;
  if (!event.success) throw new AppError("invalid_input", z.prettifyError(event.error));
  return event.data;
}
