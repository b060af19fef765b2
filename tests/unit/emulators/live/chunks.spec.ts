import fc from "fast-check";
import { expect, test } from "vitest";
import { ChunkReader } from "../../../../emulators/live/rtmp/chunk-reader";
import { encodeMessage } from "../../../../emulators/live/rtmp/chunk-writer";
import type { RtmpMessage } from "../../../../emulators/live/rtmp/message";

const CHUNK_BYTES = 128;

function message(type: number, timestamp: number, length: number, fill = type): RtmpMessage {
  return { type, streamId: 1, timestamp, payload: Buffer.alloc(length, fill) };
}

function read(pieces: Iterable<Buffer>, maxMessageBytes?: number): RtmpMessage[] {
  const messages: RtmpMessage[] = [];
  const reader = new ChunkReader((each) => messages.push(each));
  if (maxMessageBytes) reader.maxMessageBytes = maxMessageBytes;
  for (const piece of pieces) reader.push(piece);
  return messages;
}

function* bytesOf(data: Buffer): Generator<Buffer> {
  for (const byte of data) yield Buffer.from([byte]);
}

const MESSAGES = [
  message(9, 40, 1000),
  message(8, 61, 90),
  message(18, 0, 0),
  message(9, 0xffffff, 129),
  message(9, 0xfffffffe, 400),
];

test("messages fed byte by byte come out whole, in order, with their timestamps", () => {
  const wire = Buffer.concat(MESSAGES.map((each) => encodeMessage(4, each, CHUNK_BYTES)));
  expect(read(bytesOf(wire))).toEqual(MESSAGES);
});

test("messages come out the same wherever the bytes are cut", () => {
  const wire = Buffer.concat(MESSAGES.map((each) => encodeMessage(6, each, CHUNK_BYTES)));
  fc.assert(
    fc.property(fc.array(fc.nat(wire.length), { maxLength: 20 }), (cuts) => {
      const marks = [0, ...cuts.sort((a, b) => a - b), wire.length];
      const pieces = marks.slice(1).map((end, index) => wire.subarray(marks[index], end));
      expect(read(pieces)).toEqual(MESSAGES);
    }),
  );
});

test("messages interleaved on different chunk streams do not mix", () => {
  const video = chunksOf(encodeMessage(6, message(9, 40, 500), CHUNK_BYTES), 12, 500);
  const audio = chunksOf(encodeMessage(4, message(8, 41, 300), CHUNK_BYTES), 12, 300);
  const wire = video.flatMap((chunk, index) => [chunk, audio[index] ?? Buffer.alloc(0)]);
  expect(read([Buffer.concat(wire)])).toEqual([message(8, 41, 300), message(9, 40, 500)]);
});

test("short headers take length, type and step from the header before them", () => {
  const full = encodeMessage(4, message(8, 1000, 3), CHUNK_BYTES);
  const sameLength = Buffer.from([0x84, 0, 0, 23, 8, 8, 8]);
  const sameStep = Buffer.from([0xc4, 8, 8, 8]);
  const timestamps = read([Buffer.concat([full, sameLength, sameStep, sameStep])]).map((each) => each.timestamp);
  expect(timestamps).toEqual([1000, 1023, 1046, 1069]);
});

test("two and three byte chunk stream ids are understood", () => {
  const [, ...rest] = encodeMessage(2, message(9, 7, 10), CHUNK_BYTES);
  const twoBytes = Buffer.from([0, 200, ...rest]);
  const threeBytes = Buffer.from([1, 1, 2, ...rest]);
  expect(read([twoBytes, threeBytes])).toEqual([message(9, 7, 10), message(9, 7, 10)]);
});

test.each<[string, Buffer]>([
  ["too large", Buffer.from([4, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0])],
  ["was never sent", Buffer.from([0xc4])],
  ["more than 32 chunk streams", manyStreams(33, 1, CHUNK_BYTES)],
  ["too many unfinished messages", manyStreams(3, 60_000, CHUNK_BYTES)],
  [
    "inside an unfinished one",
    Buffer.concat([encodeMessage(4, message(9, 0, 200), CHUNK_BYTES).subarray(0, 140), Buffer.from([4, ...Buffer.alloc(11)])]),
  ],
])("a peer whose message is %s is refused", (reason, wire) => {
  expect(() => read([wire])).toThrow(reason);
});

test("a message of 8 MB passes once a push was accepted", () => {
  const large = message(9, 0, 8 << 20);
  const reader = read([encodeMessage(6, large, CHUNK_BYTES)], 8 << 20);
  expect(reader[0]?.payload.length).toBe(8 << 20);
});

/** The chunks of one encoded message, cut apart. */
function chunksOf(wire: Buffer, headerBytes: number, length: number): Buffer[] {
  const chunks = [wire.subarray(0, headerBytes + CHUNK_BYTES)];
  for (let sent = CHUNK_BYTES, at = headerBytes + CHUNK_BYTES; sent < length; sent += CHUNK_BYTES, at += 1 + CHUNK_BYTES) {
    chunks.push(wire.subarray(at, at + 1 + CHUNK_BYTES));
  }
  return chunks;
}

/** The first chunk of a message on each of many chunk streams, numbered from 64. */
function manyStreams(count: number, length: number, chunkBytes: number): Buffer {
  const first = encodeMessage(2, message(9, 0, length), CHUNK_BYTES).subarray(1, 12 + Math.min(length, chunkBytes));
  return Buffer.concat(Array.from({ length: count }, (_, id) => Buffer.concat([Buffer.from([0, id]), first])));
}
