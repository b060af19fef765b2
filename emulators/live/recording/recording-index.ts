import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { FragmentPlace } from "../fmp4/movie";
import { audioTrack, type Track, videoTrack } from "../fmp4/tracks";

/** The first line of a recording's index: what it is of. Configurations are base64. */
const headLine = z.object({
  stream: z.string(),
  streamParam: z.string(),
  startedAtMs: z.number(),
  videoConfig: z.string().nullable(),
  audioConfig: z.string().nullable(),
  initOffset: z.int(),
  initBytes: z.int(),
});
export type IndexHead = z.infer<typeof headLine>;

/** A further line: a segment that is whole in the file. */
const segmentLine = z.object({
  offset: z.int(),
  bytes: z.int(),
  headBytes: z.int(),
  startMs: z.number(),
  durationMs: z.number(),
});
export type IndexedSegment = z.infer<typeof segmentLine> & FragmentPlace;

/** The head of an index; null when there is none that can be read. */
export async function readHead(path: string): Promise<IndexHead | null> {
  for await (const line of linesOf(path)) return headLine.safeParse(line).data ?? null;
  return null;
}

/** The segments, in order, one at a time. What a killed process left of its last line is passed over. */
export async function* readSegments(path: string): AsyncGenerator<IndexedSegment> {
  for await (const line of linesOf(path)) {
    const segment = segmentLine.safeParse(line).data;
    if (segment) yield segment;
  }
}

async function* linesOf(path: string): AsyncGenerator<unknown> {
  const stream = createReadStream(path, { encoding: "utf8" });
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) yield parse(line);
  } finally {
    stream.destroy();
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // half a line: its segment does not count
  }
}

export function tracksOf({ videoConfig, audioConfig }: IndexHead): Track[] {
  const video = videoConfig === null ? null : videoTrack(Buffer.from(videoConfig, "base64"));
  const audio = audioConfig === null ? null : audioTrack(Buffer.from(audioConfig, "base64"));
  return [video, audio].filter((track) => track !== null);
}

export function headOf(about: { stream: string; streamParam: string; startedAtMs: number }, tracks: readonly Track[]) {
  const configOf = (kind: Track["kind"]) => tracks.find((track) => track.kind === kind)?.config.toString("base64") ?? null;
  return { ...about, videoConfig: configOf("video"), audioConfig: configOf("audio") };
}
