import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readClip } from "../../../../emulators/live/channel/clip";
import { classify } from "../../../../emulators/live/codec";
import { pictureSize } from "../../../../emulators/live/sps";

const VIDEO = 9;
const AUDIO = 8;

test.each([
  ["an H.264 header", VIDEO, [0x17, 0, 0, 0, 0], "header"],
  ["an H.264 key frame", VIDEO, [0x17, 1, 0, 0, 0], "key"],
  ["any other H.264 frame", VIDEO, [0x27, 1, 0, 0, 0], "frame"],
  ["an end of sequence", VIDEO, [0x17, 2, 0, 0, 0], "skip"],
  ["an AAC header", AUDIO, [0xaf, 0, 0x12, 0x10], "header"],
  ["an AAC frame", AUDIO, [0xaf, 1, 0x21], "frame"],
  ["an MP3 frame", AUDIO, [0x2f, 0xff], "frame"],
  ["an empty message", VIDEO, [], "skip"],
] as const)("%s is told apart", (_what, type, bytes, kind) => {
  expect(classify(type, Buffer.from(bytes))).toBe(kind);
});

test.each([
  ["hvc1", VIDEO, Buffer.from("\x90hvc1", "latin1")],
  ["HEVC", VIDEO, Buffer.from([0x1c, 1, 0, 0, 0])],
  ["Opus", AUDIO, Buffer.from("\x90Opus", "latin1")],
  ["Speex", AUDIO, Buffer.from([0xb2, 0])],
])("%s is refused by name", (name, type, payload) => {
  expect(classify(type, payload)).toEqual({ refused: expect.stringContaining(name) });
});

test("the picture size is read from the decoder configuration of a real encoder", () => {
  const file = readFileSync(new URL("../../../../emulators/live/channel/clip.flv", import.meta.url));
  const header = readClip(file)
    .opening.find((media) => media.type === VIDEO)
    ?.payload.subarray(5);
  expect(header && pictureSize(header)).toEqual({ width: 960, height: 540 });
});

test("any bytes give a size or none, never an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const size = pictureSize(Buffer.from(bytes));
      expect(size === null || size.width > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
