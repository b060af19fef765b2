import { describe, expect, test } from "vitest";
import { PushFaults } from "../../../../emulators/live/push-faults";

const [AUDIO, VIDEO] = [8, 9];
const AAC_FRAME = Buffer.from([0xaf, 1, 0]);
const MP3_FRAME = Buffer.from([0x2f, 0, 0]);
const PICTURE = Buffer.from([0x27, 1, 0, 0, 0, 0]);

/** Types and counts of what is found in messages of [type, timestamp, kind, arrival, payload]. */
function found(messages: [number, number, "header" | "key" | "frame", number, Buffer?][]): [number, number][] {
  const faults = new PushFaults();
  for (const [type, timestamp, kind, arrivedMs, payload = type === VIDEO ? PICTURE : AAC_FRAME] of messages) {
    faults.look(type, timestamp, payload, kind, arrivedMs, 1_700_000_000);
  }
  const events = faults.take();
  expect(faults.take()).toEqual([]);
  return events.map(({ type, count }) => [type, count]);
}

describe("faults of a push", () => {
  test("a steady push has none, also where its timestamps roll over", () => {
    const start = 2 ** 32 - 100;
    const frames = Array.from({ length: 200 }, (_, index) => {
      const kind = index % 50 === 0 ? "key" : "frame";
      return [VIDEO, (start + index * 40) % 2 ** 32, kind, index * 40] as [number, number, "key" | "frame", number];
    });
    expect(found([[VIDEO, start, "header", 0], ...frames])).toEqual([]);
  });

  test("timestamps that go back or jump are told apart by track", () => {
    const opening: [number, number, "header", number][] = [
      [VIDEO, 0, "header", 0],
      [AUDIO, 0, "header", 0],
    ];
    expect(found([...opening, [VIDEO, 100, "key", 0], [VIDEO, 60, "frame", 1], [VIDEO, 1_061, "frame", 2]])).toEqual([
      [1, 1],
      [3, 1],
    ]);
    expect(found([...opening, [AUDIO, 100, "frame", 0], [AUDIO, 60, "frame", 1], [AUDIO, 2_000, "frame", 2]])).toEqual([
      [2, 1],
      [4, 1],
    ]);
  });

  test("frames that come late, before their header, in another codec, or without a key frame are told of", () => {
    expect(
      found([
        [VIDEO, 0, "key", 0],
        [VIDEO, 40, "frame", 3_001],
      ]),
    ).toEqual([
      [10, 2],
      [6, 1],
    ]);
    expect(
      found([
        [AUDIO, 0, "frame", 0],
        [AUDIO, 20, "frame", 1_001],
        [AUDIO, 40, "frame", 1_002, MP3_FRAME],
      ]),
    ).toEqual([
      [11, 2],
      [7, 1],
      [9, 1],
    ]);
    const long = Array.from(
      { length: 30 },
      (_, index) => [VIDEO, index * 500, "frame", index * 500] as [number, number, "frame", number],
    );
    expect(found([[VIDEO, 0, "header", 0], [VIDEO, 0, "key", 0], ...long])).toEqual([[16, 1]]);
  });
});
