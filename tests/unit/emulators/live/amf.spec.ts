import fc from "fast-check";
import { expect, test } from "vitest";
import { type AmfValue, decodeAmf, encodeAmf } from "../../../../emulators/live/rtmp/amf";

const plain = fc.oneof(fc.constant(null), fc.boolean(), fc.double({ noNaN: true }), fc.string());
const value = fc.oneof(
  plain,
  fc.array(plain, { maxLength: 5 }),
  fc.dictionary(fc.string({ minLength: 1 }), plain, { maxKeys: 5 }),
);

test("what is encoded decodes to the same values", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 6 }), (values) => {
      expect(JSON.stringify(decodeAmf(encodeAmf(...values)))).toBe(JSON.stringify(values));
    }),
    { numRuns: 200 },
  );
});

test("an ECMA array reads as an object, whatever count it claims", () => {
  const bytes = Buffer.from([8, 0xff, 0xff, 0xff, 0xff, 0, 1, 0x61, 1, 1, 0, 0, 9]);
  expect(decodeAmf(bytes)).toEqual([{ a: true }]);
});

test("any bytes either decode or throw, and cost no more than their length", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeAmf(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each<[string, Buffer]>([
  ["cut short", Buffer.from([2, 0, 9, 0x61])],
  ["not supported", Buffer.from([0x11])],
  ["nested too deeply", Buffer.concat(Array.from({ length: 20 }, () => Buffer.from([3, 0, 1, 0x61])))],
  ["too long", Buffer.from([10, 0x7f, 0xff, 0xff, 0xff])],
  ["too many values", Buffer.alloc(5000, 5)],
  ["cut short", Buffer.from([12, 0xff, 0xff, 0xff, 0xff])],
])("a message that is %s is refused", (reason, bytes) => {
  expect(() => decodeAmf(bytes)).toThrow(reason);
});

test("a property named __proto__ is data, not a prototype", () => {
  const [object] = decodeAmf(encodeAmf(JSON.parse('{"__proto__":{"admin":true}}') as AmfValue));
  expect((object as { admin?: boolean }).admin).toBeUndefined();
});
