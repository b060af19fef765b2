import { z } from "zod";
import type { AbnormalEvent } from "./push-faults";

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

const snapshotEvent = z.object({
  event_type: z.literal(200),
  ...stream,
  create_time: z.int(),
  file_size: z.int(),
  width: z.int(),
  height: z.int(),
  pic_url: z.string(),
  pic_full_url: z.string(),
});

/** A push event as Tencent spells it, without the fields that are added on each send (`appid`, `t`, `sign`). */
export type PushEvent = z.infer<typeof pushEvent>;
/** The same for a recorded file. */
export type RecordEvent = z.infer<typeof recordEvent>;

export type SnapshotEvent = z.infer<typeof snapshotEvent>;

/** What must be told also by the next process. */
export const keptEvent = z.union([pushEvent, recordEvent]);
export type KeptEvent = z.infer<typeof keptEvent>;
/** What was wrong with a push in the last seconds, as Tencent spells it. */
export interface FaultEvent {
  event_type: 321;
  stream_id: string;
  domain: string;
  path: string;
  user_ip: string;
  /** Milliseconds, as is the next. */
  data_time: number;
  report_interval: number;
  sequence: string;
  stream_param: string;
  abnormal_event: AbnormalEvent[];
}

/** Pictures of a process that is gone are gone too, and its faults are old. */
export type LiveEvent = KeptEvent | SnapshotEvent | FaultEvent;

/** One event, whenever it is told: the same name means the same event. */
export function nameOf(event: KeptEvent): string {
  return event.event_type === 100 ? `100/${event.file_id}` : `${event.event_type}/${event.sequence}`;
}

/** Events of one queue are told in order. Files and pictures do not hold up the pushes of their stream. */
export function queueOf({ stream_id, event_type }: LiveEvent): string {
  const kind = { 0: "pushes", 1: "pushes", 100: "files", 200: "pictures", 321: "faults" }[event_type];
  return `${stream_id}/${kind}`;
}

/** How often an event is tried, and how long it waits in between, as a multiple of the usual pause: pictures five times, every two minutes. */
export function scheduleOf({ event_type }: LiveEvent): { tries: number; pauses: number } {
  return event_type === 200 ? { tries: 5, pauses: 2 } : { tries: Number.POSITIVE_INFINITY, pauses: 1 };
}
