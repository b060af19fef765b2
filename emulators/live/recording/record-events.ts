import type { RecordEvent } from "../events";
import { PLAYLIST_FILE, type RecordedFile } from "./finish-recording";
import { MEDIA_FILE } from "./recording";

interface Where {
  appName: string;
  pushDomain: string;
  /** Where recordings are served. */
  address: string;
}

/** What Tencent tells of a recording in two formats: one event for each. The file begins `duration` before its end. */
export function recordEvents(file: RecordedFile, { appName, pushDomain, address }: Where): RecordEvent[] {
  const { id, head, durationMs, startMs } = file;
  const [startAtMs, endAtMs] = [head.startedAtMs, head.startedAtMs + durationMs];
  const about = {
    event_type: 100 as const,
    app: pushDomain,
    appname: appName,
    stream_id: head.stream,
    channel_id: head.stream,
    stream_param: head.streamParam,
    task_id: id,
    ...timesOf("start_time", startAtMs),
    ...timesOf("end_time", endAtMs),
    duration: durationMs / 1000,
    media_start_time: Math.round(startMs),
    record_bps: Math.round((file.mediaBytes * 8) / Math.max(1, durationMs)),
    callback_ext: JSON.stringify({ video_codec: "h264", resolution: `${file.width}x${file.height}` }),
  };
  const formats = [
    { file_format: "mp4" as const, name: MEDIA_FILE, file_size: file.mp4Bytes },
    { file_format: "hls" as const, name: PLAYLIST_FILE, file_size: file.mediaBytes },
  ];
  return formats.map(({ file_format, name, file_size }) => {
    const file_id = `${id}-${file_format}`;
    return { ...about, file_id, record_file_id: file_id, file_format, file_size, video_url: `${address}/${id}/${name}` };
  });
}

/** Whole seconds, and the microseconds beyond them. */
function timesOf<Name extends "start_time" | "end_time">(name: Name, atMs: number) {
  const seconds = Math.floor(atMs / 1000);
  const fields = { [name]: seconds, [`${name}_usec`]: Math.round((atMs - seconds * 1000) * 1000) };
  return fields as Record<Name | `${Name}_usec`, number>;
}
