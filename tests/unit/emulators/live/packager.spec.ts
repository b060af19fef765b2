import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { classify } from "../../../../emulators/live/codec";
import { readFlv } from "../../../../emulators/live/flv";
import { readRun } from "../../../../emulators/live/fmp4/fragment";
import { Packager, type Packed, type Segment } from "../../../../emulators/live/packager";

const CLIP = readFlv(readFileSync(path.resolve("emulators/live/channel/clip.flv")));
const [AUDIO, VIDEO] = [8, 9];

type Tag = (typeof CLIP)[number];

/** Packs tags as a push would send them, and gives what came out. */
function pack(tags: readonly Tag[]) {
  const begun: Packed[] = [];
  const segments: (Segment & { of: number })[] = [];
  const sink = {
    begin: (packed: Packed) => void begun.push(packed),
    segment: (segment: Segment) => void segments.push({ ...segment, of: begun.length - 1 }),
  };
  const packager = new Packager(sink, () => 1_000_000);
  for (const { type, timestamp, payload } of tags) {
    const kind = type === AUDIO || type === VIDEO ? classify(type, payload) : "skip";
    if (kind !== "skip" && typeof kind === "string") packager.push(type, timestamp, payload, kind);
  }
  packager.end();
  return { begun, segments };
}

const frames = (segments: readonly Segment[], track: 1 | 2) =>
  segments.reduce((sum, { bytes }) => sum + (readRun(bytes, track)?.samples.length ?? 0), 0);
const countOf = (type: number) =>
  CLIP.filter((tag) => tag.type === type && ["key", "frame"].includes(String(classify(type, tag.payload)))).length;

describe("a push that is packed for HLS", () => {
  test("is cut at key frames into segments that follow each other, and loses no frame", () => {
    const { begun, segments } = pack(CLIP);
    expect(begun).toHaveLength(1);
    expect(begun[0]?.tracks.map(({ kind }) => kind)).toEqual(["video", "audio"]);
    expect(segments).toHaveLength(30);
    for (const [index, segment] of segments.entries()) {
      expect(readRun(segment.bytes, 1)?.samples[0]?.isKey).toBe(true);
      const before = segments[index - 1];
      if (before) expect(segment.startMs).toBe(before.startMs + before.durationMs);
    }
    expect(frames(segments, 1)).toBe(countOf(VIDEO));
    expect(frames(segments, 2)).toBeGreaterThanOrEqual(countOf(AUDIO) - 3); // what was heard before the first picture is left out
  });

  test("goes on over the roll-over of its timestamps, and over a clock that jumps, as if nothing had happened", () => {
    const moved = (by: (timestamp: number) => number) => CLIP.map((tag) => ({ ...tag, timestamp: by(tag.timestamp) >>> 0 }));
    const lengths = (tags: readonly Tag[]) => pack(tags).segments.map(({ durationMs }) => durationMs);
    expect(lengths(moved((timestamp) => timestamp + 2 ** 32 - 30_000))).toEqual(lengths(CLIP));
    const jumping = pack(moved((timestamp) => (timestamp < 30_000 ? timestamp + 500_000 : timestamp)));
    expect(jumping.begun).toHaveLength(1);
    expect(frames(jumping.segments, 1)).toBe(countOf(VIDEO));
    for (const { durationMs } of jumping.segments) expect(durationMs).toBeLessThan(2_100);
  });

  test("without sound, or without a picture, has the one track that there is", () => {
    const silent = pack(CLIP.filter(({ type }) => type === VIDEO));
    expect(silent.begun.map(({ tracks }) => tracks.map(({ kind }) => kind))).toEqual([["video"]]);
    expect(frames(silent.segments, 1)).toBe(countOf(VIDEO));
    const blind = pack(CLIP.filter(({ type }) => type === AUDIO));
    expect(blind.begun.map(({ tracks }) => tracks.map(({ kind }) => kind))).toEqual([["audio"]]);
    expect(frames(blind.segments, 2)).toBe(countOf(AUDIO));
    for (const { durationMs } of blind.segments) expect(durationMs).toBeLessThan(1_100);
  });

  test("begins anew when its decoder is configured otherwise in mid-stream", () => {
    const header = CLIP.find(({ type, payload }) => type === VIDEO && classify(VIDEO, payload) === "header");
    if (!header) throw new Error("a header");
    const other = { ...header, timestamp: 20_000, payload: Buffer.from(header.payload) };
    other.payload[other.payload.length - 1] = (other.payload.at(-1) ?? 0) ^ 1;
    const at = CLIP.findIndex(({ type, timestamp }) => type === VIDEO && timestamp >= 20_000);
    const { begun, segments } = pack([...CLIP.slice(0, at), other, ...CLIP.slice(at)]);
    expect(begun).toHaveLength(2);
    expect(begun[1]?.init.equals(begun[0]?.init ?? Buffer.alloc(0))).toBe(false);
    for (const part of [0, 1]) {
      const first = segments.find(({ of }) => of === part);
      expect(first && readRun(first.bytes, 1)?.samples[0]?.isKey).toBe(true);
    }
  });

  test("whose picture has no key frame for long is cut all the same", () => {
    const keys = CLIP.filter(({ type, payload }) => type === VIDEO && classify(VIDEO, payload) === "key").slice(1);
    const { segments } = pack(CLIP.filter((tag) => !keys.includes(tag)));
    for (const { durationMs } of segments) expect(durationMs).toBeLessThanOrEqual(8_100);
    expect(segments.slice(1).every(({ isIndependent }) => !isIndependent)).toBe(true);
  });
});
