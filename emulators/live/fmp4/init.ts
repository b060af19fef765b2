import { ascii, box, fullBox, u16, u32, u64 } from "./boxes";
import type { AudioTrack, Track, VideoTrack } from "./tracks";

export const MOVIE_TIMESCALE = 1000;
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const SYNC_FLAGS = 0x02000000;
const DELTA_FLAGS = 0x01010000;

export const FILE_TYPE = box("ftyp", ascii("iso5"), u32(512), ascii("iso5iso6avc1mp41"));

/** What a player must read before any fragment. */
export function initSegment(tracks: readonly Track[]): Buffer {
  const empty = ["stts", "stsc", "stco"].map((type) => fullBox(type, 0, 0, u32(0)));
  const tables = [...empty, fullBox("stsz", 0, 0, u32(0, 0))];
  const traks = tracks.map((track) => box("trak", trackHeader(track, 0), box("mdia", ...mediaHead(track, 0, tables))));
  const extends_ = tracks.map(({ id, kind }) =>
    fullBox("trex", 0, 0, u32(id, 1, 0, 0, kind === "video" ? DELTA_FLAGS : SYNC_FLAGS)),
  );
  return Buffer.concat([FILE_TYPE, box("moov", movieHeader(0), ...traks, box("mvex", ...extends_))]);
}

/** `duration` in the movie's timescale. */
export function movieHeader(duration: number): Buffer {
  const times = Buffer.concat([u64(0, 0), u32(MOVIE_TIMESCALE), u64(duration)]);
  return fullBox("mvhd", 1, 0, times, u32(0x10000), u16(0x0100, 0), u32(0, 0), MATRIX, u32(0, 0, 0, 0, 0, 0), u32(3));
}

/** `duration` in the movie's timescale. */
export function trackHeader(track: Track, duration: number): Buffer {
  const { id, kind } = track;
  const times = Buffer.concat([u64(0, 0), u32(id, 0), u64(duration), u32(0, 0)]);
  const size = kind === "video" ? u32(track.width << 16, track.height << 16) : u32(0, 0);
  return fullBox("tkhd", 1, 3, times, u16(0, 0, kind === "audio" ? 0x0100 : 0, 0), MATRIX, size);
}

/** The boxes of a track's `mdia`; `duration` in the track's own timescale, `tables` are those of `stbl` but the description. */
function mediaHead(track: Track, duration: number, tables: readonly Buffer[]): Buffer[] {
  return [
    ...mediaAbout(track, duration),
    box("minf", ...mediaInformation(track), box("stbl", sampleDescription(track), ...tables)),
  ];
}

export function mediaAbout({ kind, timescale }: Track, duration: number): Buffer[] {
  const header = fullBox("mdhd", 1, 0, u64(0, 0), u32(timescale), u64(duration), u16(0x55c4, 0));
  const handler = kind === "video" ? "vide" : "soun";
  return [header, fullBox("hdlr", 0, 0, u32(0), ascii(handler), u32(0, 0, 0), Buffer.from([0]))];
}

export function mediaInformation({ kind }: Track): Buffer[] {
  const header = kind === "video" ? fullBox("vmhd", 0, 1, u16(0, 0, 0, 0)) : fullBox("smhd", 0, 0, u16(0, 0));
  return [header, box("dinf", fullBox("dref", 0, 0, u32(1), fullBox("url ", 0, 1)))];
}

export function sampleDescription(track: Track): Buffer {
  return fullBox("stsd", 0, 0, u32(1), track.kind === "video" ? avc1(track) : mp4a(track));
}

function avc1({ width, height, config }: VideoTrack): Buffer {
  const size = Buffer.concat([u16(width, height), u32(0x480000, 0x480000, 0), u16(1)]);
  return box("avc1", u32(0), u16(0, 1), Buffer.alloc(16), size, Buffer.alloc(32), u16(24, 0xffff), box("avcC", config));
}

function mp4a({ timescale, channels, config }: AudioTrack): Buffer {
  const rate = timescale < 65536 ? timescale << 16 : 0;
  const about = Buffer.concat([u32(0, 0), u16(channels, 16, 0, 0), u32(rate)]);
  return box("mp4a", u32(0), u16(0, 1), about, fullBox("esds", 0, 0, elementaryStream(config)));
}

/** MPEG-4 descriptors: AAC (0x40), sound (0x15), and the decoder's configuration. All are shorter than 128 bytes. */
function elementaryStream(config: Buffer): Buffer {
  const decoder = descriptor(4, Buffer.from([0x40, 0x15, 0, 0, 0]), u32(0, 0), descriptor(5, config));
  return descriptor(3, u16(0), Buffer.from([0]), decoder, descriptor(6, Buffer.from([2])));
}

function descriptor(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
