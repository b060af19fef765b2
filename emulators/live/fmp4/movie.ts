import type { FileHandle } from "node:fs/promises";
import { BoxFile } from "./box-file";
import { box, fullBox, u32, u64 } from "./boxes";
import { type Run, readRun } from "./fragment";
import { MOVIE_TIMESCALE, mediaAbout, mediaInformation, movieHeader, sampleDescription, trackHeader } from "./init";
import type { Track } from "./tracks";

/** Where a fragment lies in its file. */
export interface FragmentPlace {
  offset: number;
  bytes: number;
  headBytes: number;
  startMs: number;
}

/** Fragments in order, read anew by each caller: no list of a long recording is held. */
export type Fragments = () => AsyncIterable<FragmentPlace>;

interface Summary {
  count: number;
  duration: number;
  firstDts: number | null;
}

/** A run at its place in the file. */
type PlacedRun = Run & { at: number };

/**
 * Appends the `moov` of an ordinary MP4 that refers to the frames of the fragments where they lie, and answers the file's new
 * length. The tables are written in one pass over the fragments' heads each, so memory does not grow with the recording.
 */
export async function appendMovie(
  handle: FileHandle,
  end: number,
  tracks: readonly Track[],
  fragments: Fragments,
  durationMs: number,
): Promise<number> {
  const file = new BoxFile(handle, end);
  await file.begin("moov");
  await file.put(movieHeader(durationMs));
  let baseMs: number | null = null;
  for await (const { startMs } of fragments()) {
    baseMs = startMs;
    break;
  }
  for (const track of tracks) await putTrack(file, handle, track, fragments, baseMs ?? 0);
  await file.close();
  await file.flush();
  return file.end;
}

async function putTrack(file: BoxFile, handle: FileHandle, track: Track, fragments: Fragments, baseMs: number): Promise<void> {
  const runs = () => runsOf(handle, track, fragments);
  const summary = await summarize(runs());
  if (summary.count === 0) return;
  const movieDuration = Math.round((summary.duration * MOVIE_TIMESCALE) / track.timescale);
  const lateMs = Math.max(0, Math.round(((summary.firstDts ?? 0) * 1000) / track.timescale) - baseMs);
  await file.begin("trak");
  await file.put(trackHeader(track, movieDuration + lateMs), editList(lateMs, movieDuration));
  await file.begin("mdia");
  await file.put(...mediaAbout(track, summary.duration));
  await file.begin("minf");
  await file.put(...mediaInformation(track));
  await file.begin("stbl");
  await file.put(sampleDescription(track));
  await putPairs(file, "stts", 0, samplesOf(runs()), ({ duration }) => duration);
  if (track.kind === "video") {
    await putPairs(file, "ctts", 1, samplesOf(runs()), ({ cts }) => cts);
    await putKeys(file, samplesOf(runs()));
  }
  await putSizes(file, summary.count, samplesOf(runs()));
  await putChunkSizes(file, runs());
  await putChunkOffsets(file, runs());
  for (let depth = 0; depth < 4; depth++) await file.close();
}

/** A track that begins later than the recording is shown that much later. */
function editList(lateMs: number, duration: number): Buffer {
  const pause = lateMs > 0 ? [Buffer.concat([u64(lateMs), u64(-1), u32(0x10000)])] : [];
  const whole = Buffer.concat([u64(duration), u64(0), u32(0x10000)]);
  return box("edts", fullBox("elst", 1, 0, u32(pause.length + 1), ...pause, whole));
}

/** The track's runs. The last frame of each lasts until the next run begins, so that gaps keep their length. */
async function* runsOf(handle: FileHandle, { id }: Track, fragments: Fragments): AsyncGenerator<PlacedRun> {
  let held: PlacedRun | null = null;
  for await (const { offset, headBytes } of fragments()) {
    const head = Buffer.alloc(headBytes);
    await handle.read(head, 0, headBytes, offset);
    const run = readRun(head, id);
    if (!run || run.samples.length === 0) continue;
    if (held) yield stretch(held, run.baseDts);
    held = { ...run, at: offset + run.dataOffset };
  }
  if (held) yield held;
}

function stretch(run: PlacedRun, untilDts: number): PlacedRun {
  const last = run.samples.at(-1);
  const before = run.samples.slice(0, -1).reduce((sum, { duration }) => sum + duration, run.baseDts);
  if (last) last.duration = Math.max(1, untilDts - before);
  return run;
}

async function* samplesOf(runs: AsyncIterable<PlacedRun>): AsyncGenerator<Run["samples"][number]> {
  for await (const { samples } of runs) yield* samples;
}

async function summarize(runs: AsyncIterable<PlacedRun>): Promise<Summary> {
  const summary: Summary = { count: 0, duration: 0, firstDts: null };
  for await (const { baseDts, samples } of runs) {
    summary.firstDts ??= baseDts;
    summary.count += samples.length;
    for (const { duration } of samples) summary.duration += duration;
  }
  return summary;
}

/** A table of (how many in a row, which value). */
async function putPairs(
  file: BoxFile,
  type: string,
  version: number,
  samples: AsyncIterable<Run["samples"][number]>,
  of: (sample: Run["samples"][number]) => number,
): Promise<void> {
  await beginTable(file, type, version);
  const countAt = file.end;
  await file.put(u32(0));
  let [entries, row, value] = [0, 0, 0];
  for await (const sample of samples) {
    const next = of(sample);
    if (row > 0 && next !== value) {
      await file.put(u32(row, value));
      entries += 1;
      row = 0;
    }
    value = next;
    row += 1;
  }
  await file.put(u32(row, value));
  await file.patch(countAt, u32(entries + 1));
  await file.close();
}

async function putKeys(file: BoxFile, samples: AsyncIterable<Run["samples"][number]>): Promise<void> {
  await beginTable(file, "stss", 0);
  const countAt = file.end;
  await file.put(u32(0));
  let [keys, number] = [0, 0];
  for await (const { isKey } of samples) {
    number += 1;
    if (!isKey) continue;
    keys += 1;
    await file.put(u32(number));
  }
  await file.patch(countAt, u32(keys));
  await file.close();
}

async function putSizes(file: BoxFile, count: number, samples: AsyncIterable<Run["samples"][number]>): Promise<void> {
  await beginTable(file, "stsz", 0);
  await file.put(u32(0, count));
  for await (const { size } of samples) await file.put(u32(size));
  await file.close();
}

/** Each run is a chunk: how many frames it has. */
async function putChunkSizes(file: BoxFile, runs: AsyncIterable<PlacedRun>): Promise<void> {
  await beginTable(file, "stsc", 0);
  const countAt = file.end;
  await file.put(u32(0));
  let [chunk, entries, before] = [0, 0, -1];
  for await (const { samples } of runs) {
    chunk += 1;
    if (samples.length === before) continue;
    before = samples.length;
    entries += 1;
    await file.put(u32(chunk, samples.length, 1));
  }
  await file.patch(countAt, u32(entries));
  await file.close();
}

/** And where it lies. */
async function putChunkOffsets(file: BoxFile, runs: AsyncIterable<PlacedRun>): Promise<void> {
  await beginTable(file, "co64", 0);
  const countAt = file.end;
  await file.put(u32(0));
  let chunks = 0;
  for await (const { at } of runs) {
    chunks += 1;
    await file.put(u64(at));
  }
  await file.patch(countAt, u32(chunks));
  await file.close();
}

async function beginTable(file: BoxFile, type: string, version: number): Promise<void> {
  await file.begin(type, u32(version << 24));
}
