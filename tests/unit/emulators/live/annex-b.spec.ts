import { expect, test } from "vitest";
import { annexB } from "../../../../emulators/live/snapshots/annex-b";

const record = Buffer.from([1, 100, 0, 31, 0xff, 0xe1, 0, 2, 0x67, 0x64, 1, 0, 1, 0x68]);
const frame = Buffer.from([0, 0, 0, 2, 0x65, 0x88, 0, 0, 0, 1, 0x0c]);

test("a key frame stands behind its parameter sets, each unit behind a start code", () => {
  expect(annexB(record, frame)?.toString("hex")).toBe("000000016764000000016800000001658800000001" + "0c");
});

test("what is cut short, or says that it is longer than it is, gives nothing", () => {
  for (let length = 0; length < record.length; length++) expect(annexB(record.subarray(0, length), frame)).toBeNull();
  for (const length of [1, 3, 5, 8]) expect(annexB(record, frame.subarray(0, length))).toBeNull();
  expect(annexB(record, Buffer.from([0x7f, 0xff, 0xff, 0xff, 1]))).toBeNull();
});
