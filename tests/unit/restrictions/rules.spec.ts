import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { inPortions } from "../../../lib/portions";
import { fieldOf, holdsAt, parseRange, rangesOf, traceFields, untilOf } from "../../../lib/restrictions/rules";

const byte = fc.integer({ min: 0, max: 255 });
const ipv4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."));
const ipv6 = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
  .filter((groups) => groups.slice(0, 5).some((group) => group !== 0)) // else it is an IPv4 address in another dress
  .map((groups) => groups.map((group) => group.toString(16)).join(":"));
const range4 = fc.tuple(ipv4, fc.integer({ min: 8, max: 32 })).map(([address, bits]) => `${address}/${bits}`);
const range6 = fc.tuple(ipv6, fc.integer({ min: 16, max: 128 })).map(([address, bits]) => `${address}/${bits}`);

describe("ranges of addresses", () => {
  test("an address is in exactly the ranges that hold it by the library's own reckoning", () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(ipv4, range4), fc.tuple(ipv6, range6)), ([address, text]) => {
        const range = parseRange(text) ?? "";
        const [base, bits] = ipaddr.parseCIDR(range);
        const isInside = ipaddr.parse(address).match(base, bits);
        expect(rangesOf(address).includes(range)).toBe(isInside);
      }),
    );
  });

  test("every address is in each range that is written with it, and a range is written in one way only", () => {
    fc.assert(
      fc.property(fc.oneof(range4, range6), (text) => {
        const range = parseRange(text);
        expect(range).not.toBeNull();
        expect(rangesOf(text.split("/")[0] ?? "")).toContain(range);
        expect(parseRange(range ?? "")).toBe(range);
      }),
    );
  });

  test.each([
    ["203.0.113.9", "203.0.113.9/32"],
    ["203.0.113.9/24", "203.0.113.0/24"],
    ["::ffff:203.0.113.9", "203.0.113.9/32"],
    ["::ffff:203.0.113.9/120", "203.0.113.0/24"],
    ["2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:3:4:5:6/128", "2001:db8:1:2::/64"],
    ["2001:db8::/32", "2001:db8::/32"],
    [" 198.51.100.0/23 ", "198.51.100.0/23"],
  ])("%s is kept as %s", (text, range) => {
    expect(parseRange(text)).toBe(range);
  });

  test.each([
    "",
    "unknown",
    "0.0.0.0/0",
    "10.0.0.0/7",
    "::/0",
    "2001::/15",
    "1",
    "0x7f.1",
    "203.0.113.9/33",
    "203.0.113.9/-1",
    "203.0.113.9/24/8",
    "2001:db8::/129",
    "fe80::1%eth0",
    "::ffff:203.0.113.9/90",
    "203.0.113.256",
  ])("%s is no range", (text) => {
    expect(parseRange(text)).toBeNull();
  });

  test("what is no address is in no range", () => {
    fc.assert(fc.property(fc.string(), (text) => rangesOf(text).every((range) => parseRange(text) !== null && range !== "")));
    expect(rangesOf("unknown")).toEqual([]);
  });
});

test("a field names one kind and one subject: no other has the same", () => {
  const word = fc.stringMatching(/^[0-9a-z]{1,12}$/);
  const subject = fc.oneof(
    word.map((userId) => ({ userId })),
    word.map((deviceHash) => ({ deviceHash })),
    fc.oneof(range4, range6).map((text) => ({ addressRange: parseRange(text) ?? "" })),
  );
  const named = fc.tuple(fc.constantFrom("mute" as const, "ban" as const), subject);
  fc.assert(
    fc.property(named, named, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(fieldOf(...one) === fieldOf(...other)).toBe(isSame);
    }),
  );
});

test("traces give bans alone, of the browser first", () => {
  const fields = traceFields({ address: "203.0.113.9", deviceHash: "abc" });
  expect(fields[0]).toBe("ban:d:abc");
  expect(fields).toContain("ban:n:203.0.113.0/24");
  expect(fields.every((field) => field.startsWith("ban:"))).toBe(true);
  expect(traceFields({ address: null, deviceHash: null })).toEqual([]);
});

test("what begins now holds until its end and not at it; without an end it holds always", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 10 ** 9 }), fc.nat(), (nowMs, seconds, laterMs) => {
      expect(holdsAt(untilOf(seconds, nowMs), nowMs + laterMs)).toBe(laterMs < seconds * 1_000);
      expect(holdsAt(untilOf(null, nowMs), nowMs + laterMs)).toBe(true);
    }),
  );
});

test("portions hold everybody once, in order, and none is too large or empty", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 300 }), fc.integer({ min: 1, max: 120 }), (items, most) => {
      const portions = inPortions(items, most);
      expect(portions.flat()).toEqual(items);
      expect(portions.every(({ length }) => length > 0 && length <= most)).toBe(true);
    }),
  );
});
