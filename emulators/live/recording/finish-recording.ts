import { open, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeAll } from "../fmp4/box-file";
import { u32, u64 } from "../fmp4/boxes";
import { appendMovie } from "../fmp4/movie";
import { INDEX_FILE, MEDIA_FILE, PLACEHOLDER_AT } from "./recording";
import { type IndexedSegment, type IndexHead, readHead, readSegments, tracksOf } from "./recording-index";

export const PLAYLIST_FILE = "media.m3u8";

/** A recording that is whole: an MP4, and a playlist of ranges of the same file. */
export interface RecordedFile {
  id: string;
  head: IndexHead;
  startMs: number;
  durationMs: number;
  mp4Bytes: number;
  mediaBytes: number;
  width: number;
  height: number;
}

/**
 * Makes an MP4 and an HLS playlist of what the index says is whole, also after a killed process. Repeating it gives the same.
 * Null when there is nothing of at least this length.
 */
export async function finishRecording(dir: string, shortestMs: number): Promise<RecordedFile | null> {
  const index = join(dir, INDEX_FILE);
  const head = await readHead(index).catch(() => null);
  if (!head) return null;
  const path = join(dir, MEDIA_FILE);
  const { size } = await stat(path);
  const segments = () => wholeSegments(index, size);
  const sum = await summarize(segments());
  if (sum.durationMs < shortestMs || sum.end === 0) return null;
  const tracks = tracksOf(head);
  const handle = await open(path, "r+");
  try {
    await handle.truncate(sum.end); // what a killed process wrote behind the last whole segment
    const mp4Bytes = await appendMovie(handle, sum.end, tracks, segments, sum.durationMs);
    await handle.sync();
    const large = Buffer.concat([u32(1), Buffer.from("mdat", "latin1"), u64(sum.end - PLACEHOLDER_AT)]);
    await writeAll(handle, large, PLACEHOLDER_AT);
    await writeFile(join(dir, PLAYLIST_FILE), await playlist(head, segments(), sum.longestMs));
    const video = tracks.find((track) => track.kind === "video");
    const size = { width: video?.width ?? 0, height: video?.height ?? 0 };
    return { id: basename(dir), head, startMs: sum.startMs, durationMs: sum.durationMs, mp4Bytes, mediaBytes: sum.end, ...size };
  } finally {
    await handle.close();
  }
}

async function* wholeSegments(index: string, size: number): AsyncGenerator<IndexedSegment> {
  for await (const segment of readSegments(index)) if (segment.offset + segment.bytes <= size) yield segment;
}

async function summarize(segments: AsyncIterable<IndexedSegment>) {
  const sum = { startMs: -1, durationMs: 0, longestMs: 0, end: 0 };
  for await (const { offset, bytes, startMs, durationMs } of segments) {
    if (sum.startMs < 0) sum.startMs = startMs;
    sum.durationMs = startMs + durationMs - sum.startMs;
    sum.longestMs = Math.max(sum.longestMs, durationMs);
    sum.end = offset + bytes;
  }
  return sum;
}

async function playlist(head: IndexHead, segments: AsyncIterable<IndexedSegment>, longestMs: number): Promise<string> {
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    `#EXT-X-TARGETDURATION:${Math.ceil(longestMs / 1000)}`,
    `#EXT-X-MAP:URI="${MEDIA_FILE}",BYTERANGE="${head.initBytes}@${head.initOffset}"`,
  ];
  let firstMs: number | null = null;
  for await (const { offset, bytes, startMs, durationMs } of segments) {
    if (firstMs === null) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(head.startedAtMs).toISOString()}`);
    firstMs ??= startMs;
    lines.push(`#EXTINF:${(durationMs / 1000).toFixed(3)},`, `#EXT-X-BYTERANGE:${bytes}@${offset}`, MEDIA_FILE);
  }
  lines.push("#EXT-X-ENDLIST", "");
  return lines.join("\n");
}
