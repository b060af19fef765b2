import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keyFrameBefore, readClip, repeatClip } from "../../../../emulators/live/channel/clip";

const FILE = readFileSync(new URL("../../../../emulators/live/channel/clip.flv", import.meta.url));
const VIDEO = 9;
const AUDIO = 8;

function take(startMs: number, count: number) {
  const clip = readClip(FILE);
  const media = repeatClip(clip, keyFrameBefore(clip, startMs));
  return Array.from({ length: count }, () => media.next().value);
}

test("the clip is one minute, under 1.5 MB, and begins every two seconds with a key frame", () => {
  const clip = readClip(FILE);
  expect(FILE.length).toBeLessThan(1_500_000);
  expect(clip.lengthMs).toBe(60_000);
  const keys = clip.pictures.filter((tag) => (tag.payload[0] ?? 0) >> 4 === 1).map((tag) => tag.timestamp);
  expect(keys).toEqual(Array.from({ length: 30 }, (_, index) => index * 2000));
});

test("pictures stay 40 ms apart and sounds 21 to 22 ms apart over many loops, in one rising order", () => {
  const media = take(0, 20_000);
  const timestamps = media.map((each) => each.timestamp);
  expect(timestamps).toEqual([...timestamps].sort((a, b) => a - b));
  expect(timestamps.at(-1)).toBeGreaterThan(4 * 60_000);
  expect(gaps(media.filter((each) => each.type === VIDEO))).toEqual(new Set([40]));
  expect(gaps(media.filter((each) => each.type === AUDIO))).toEqual(new Set([21, 22]));
});

test("a push that starts in mid-minute begins with a key frame at timestamp 0", () => {
  const [first] = take(37_123, 1);
  expect(first).toMatchObject({ type: VIDEO, timestamp: 0 });
  expect((first?.payload[0] ?? 0) >> 4).toBe(1);
});

function gaps(media: { timestamp: number }[]): Set<number> {
  return new Set(media.slice(1).map((each, index) => each.timestamp - (media[index]?.timestamp ?? 0)));
}
