import { expect, test } from "vitest";
import { callbackSign, checkSignature } from "../../../../emulators/live/signature";

const BEFORE_ALL_VECTORS = 1_500_000_000;

// Printed in Tencent's CSS documents (hotlink protection, push and play authentication), recomputed in tencent-cloud.md E.1.
test.each([
  ["e12c46f2612d5106e2034781ab261ca3", "test", "5C271099", "f85a2ab363fe4deaffef9754d79da6fe"],
  ["somestring", "test", "5c2acacc", "b77e812107e1d8b8f247885a46e1bd34"],
  ["somestring", "test_900", "5c2acacc", "4beae959b16c77da6a65c7edda1dfefe"],
  ["ngoeiq03", "test01", "5C01D608", "ce797dc6238156d548ef945e6ad1ea20"],
])("the documented signature of key %s and stream %s is accepted", (key, streamName, txTime, txSecret) => {
  expect(checkSignature(key, streamName, new URLSearchParams({ txSecret, txTime }), BEFORE_ALL_VECTORS)).toBeNull();
});

test("txTime counts as written: the other letter case is another signature", () => {
  const query = new URLSearchParams({ txSecret: "f85a2ab363fe4deaffef9754d79da6fe", txTime: "5c271099" });
  expect(checkSignature("e12c46f2612d5106e2034781ab261ca3", "test", query, BEFORE_ALL_VECTORS)).toBe("txSecret is wrong");
});

test("a signature is good in the second of its txTime and expired in the next", () => {
  const query = new URLSearchParams({ txSecret: "b77e812107e1d8b8f247885a46e1bd34", txTime: "5c2acacc" });
  expect(checkSignature("somestring", "test", query, 0x5c2acacc)).toBeNull();
  expect(checkSignature("somestring", "test", query, 0x5c2acacc + 1)).toBe("txTime has expired");
});

test.each([
  ["", "txSecret or txTime is missing"],
  ["txTime=5c2acacc", "txSecret or txTime is missing"],
  ["txSecret=b77e812107e1d8b8f247885a46e1bd34&txTime=tomorrow", "txTime is not a hex number of seconds"],
  ["txSecret=b77e&txTime=5c2acacc", "txSecret is wrong"],
])("the query %j is refused because %s", (query, reason) => {
  expect(checkSignature("somestring", "test", new URLSearchParams(query), 0)).toBe(reason);
});

test("a callback is signed as Tencent's document prints it", () => {
  expect(callbackSign("testkey", 1545030873)).toBe("c9e630be04f797c74d086222592fda1e");
});
