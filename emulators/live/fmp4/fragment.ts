import { box, boxesIn, fullBox, u32, u64 } from "./boxes";
import type { Sample, Track } from "./tracks";

const SYNC_SAMPLE = 0x02000000;
const DELTA_SAMPLE = 0x01010000;
/** data offset, duration, size, flags, composition offset */
const RUN_FLAGS = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;
const RUN_ENTRY_BYTES = 16;
const DEFAULT_BASE_IS_MOOF = 0x020000;

/** The frames of one track in one fragment. */
export interface TrackSamples {
  track: Track;
  samples: readonly Sample[];
}

export interface Fragment {
  bytes: Buffer;
  /** Of `moof`, which `mdat` follows. */
  headBytes: number;
}

/** `moof` and `mdat` of these frames; each track's frames lie together. Tracks without frames are left out. */
export function fragment(sequence: number, tracks: readonly TrackSamples[]): Fragment {
  const present = tracks.filter(({ samples }) => samples.length > 0);
  const headBytes = headOf(sequence, present, 0).length;
  const head = headOf(sequence, present, headBytes + 8);
  const frames = present.flatMap(({ samples }) => samples.map(({ data }) => data));
  return { bytes: Buffer.concat([head, box("mdat", ...frames)]), headBytes };
}

function headOf(sequence: number, tracks: readonly TrackSamples[], dataOffset: number): Buffer {
  let offset = dataOffset;
  const trafs = tracks.map(({ track, samples }) => {
    const traf = trackFragment(track, samples, offset);
    offset += samples.reduce((sum, { data }) => sum + data.length, 0);
    return traf;
  });
  return box("moof", fullBox("mfhd", 0, 0, u32(sequence)), ...trafs);
}

function trackFragment({ id }: Track, samples: readonly Sample[], dataOffset: number): Buffer {
  const entries = samples.flatMap(({ duration, data, isKey, cts }) => [
    duration,
    data.length,
    isKey ? SYNC_SAMPLE : DELTA_SAMPLE,
    cts,
  ]);
  return box(
    "traf",
    fullBox("tfhd", 0, DEFAULT_BASE_IS_MOOF, u32(id)),
    fullBox("tfdt", 1, 0, u64(samples[0]?.dts ?? 0)),
    fullBox("trun", 1, RUN_FLAGS, u32(samples.length, dataOffset), u32(...entries)),
  );
}

/** A track's frames in a fragment, as a head that this module wrote says; null when the track has none there. */
export interface Run {
  baseDts: number;
  /** From the first byte of the fragment to the first frame's. */
  dataOffset: number;
  samples: { duration: number; size: number; isKey: boolean; cts: number }[];
}

export function readRun(head: Buffer, trackId: number): Run | null {
  const moof = [...boxesIn(head)].find(({ type }) => type === "moof");
  for (const { type, content } of moof ? boxesIn(moof.content) : []) {
    if (type !== "traf") continue;
    const parts = new Map([...boxesIn(content)].map((part) => [part.type, part.content]));
    const [header, time, run] = [parts.get("tfhd"), parts.get("tfdt"), parts.get("trun")];
    if (!header || !time || !run || header.readUInt32BE(4) !== trackId) continue;
    const samples = Array.from({ length: run.readUInt32BE(4) }, (_, index) => {
      const at = 12 + index * RUN_ENTRY_BYTES;
      const isKey = run.readUInt32BE(at + 8) === SYNC_SAMPLE;
      return { duration: run.readUInt32BE(at), size: run.readUInt32BE(at + 4), isKey, cts: run.readInt32BE(at + 12) };
    });
    return { baseDts: Number(time.readBigUInt64BE(4)), dataOffset: run.readUInt32BE(8), samples };
  }
  return null;
}
