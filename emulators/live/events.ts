import { z } from "zod";

const stream = { app: z.string(), appname: z.string(), stream_id: z.string(), channel_id: z.string(), stream_param: z.string() };

export const pushEvent = z.object({
  event_type: z.union([z.literal(0), z.literal(1)]),
  ...stream,
  event_time: z.int(),
  sequence: z.string(),
  node: z.string(),
  user_ip: z.string(),
  push_duration: z.string().optional(),
  errcode: z.int(),
  errmsg: z.string(),
  set_id: z.int(),
  width: z.int(),
  height: z.int(),
});

const recordEvent = z.object({
  event_type: z.literal(100),
  ...stream,
  file_id: z.string(),
  record_file_id: z.string(),
  file_format: z.enum(["hls", "mp4"]),
  task_id: z.string(),
  start_time: z.int(),
  end_time: z.int(),
  start_time_usec: z.int(),
  end_time_usec: z.int(),
  /** Seconds. */
  duration: z.number(),
  file_size: z.int(),
  video_url: z.string(),
  media_start_time: z.int(),
  record_bps: z.int(),
  callback_ext: z.string(),
});

/** A push event as Tencent spells it, without the fields that are added on each send (`appid`, `t`, `sign`). */
export type PushEvent = z.infer<typeof pushEvent>;
/** The same for a recorded file. */
export type RecordEvent = z.infer<typeof recordEvent>;

export const liveEvent = z.union([pushEvent, recordEvent]);
export type LiveEvent = z.infer<typeof liveEvent>;

/** One event, whenever it is told: the same name means the same event. */
export function nameOf(event: LiveEvent): string {
  return event.event_type === 100 ? `100/${event.file_id}` : `${event.event_type}/${event.sequence}`;
}

/** Events of one queue are told in order. Files do not hold up the pushes of their stream. */
export function queueOf(event: LiveEvent): string {
  return `${event.stream_id}/${event.event_type === 100 ? "files" : "pushes"}`;
}
