import { describe, expect, it } from "vitest";
import { isLiveCallbackSigned } from "@/lib/live/callback-sign";
import { flvPullUrl, steadyExpiry, streamKey, txSecret } from "@/lib/live/urls";

describe("a stream's address", () => {
  // Vectors of Tencent's pages on hotlink protection (intl 267/31560, 267/32735).
  it.each([
    ["e12c46f2612d5106e2034781ab261ca3", "test", "5C271099", "f85a2ab363fe4deaffef9754d79da6fe"],
    ["somestring", "test", "5c2acacc", "b77e812107e1d8b8f247885a46e1bd34"],
    ["somestring", "test_900", "5c2acacc", "4beae959b16c77da6a65c7edda1dfefe"],
    ["ngoeiq03", "test01", "5C01D608", "ce797dc6238156d548ef945e6ad1ea20"],
  ])("is signed as Tencent does it: %s %s", (key, stream, time, expected) => {
    expect(txSecret(key, stream, time)).toBe(expected);
  });

  it("carries the signature of the name that it addresses", () => {
    const expiry = 0x5c271099;
    expect(streamKey("e12c46f2612d5106e2034781ab261ca3", "test", expiry)).toBe(
      "test?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099",
    );
    expect(flvPullUrl("https://play.example/live", "e12c46f2612d5106e2034781ab261ca3", "test", expiry)).toBe(
      "https://play.example/live/test.flv?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099",
    );
  });

  it("stays the same for a while and is good for at least the promised time", () => {
    const expiry = steadyExpiry(1_000_000, 3_600, 600);
    expect(steadyExpiry(1_000_100, 3_600, 600)).toBe(expiry);
    for (let now = 1_000_000; now < 1_002_000; now += 7) expect(steadyExpiry(now, 3_600, 600) - now).toBeGreaterThan(3_600);
  });
});

describe("the signature of a CSS callback", () => {
  // Vector of tencentcloud.com/document/product/267/38080.
  it("is Tencent's, and ends at its own time", () => {
    const sign = "c9e630be04f797c74d086222592fda1e";
    expect(isLiveCallbackSigned("testkey", 1_545_030_873, sign, 1_545_030_873)).toBe(true);
    expect(isLiveCallbackSigned("testkey", 1_545_030_873, sign, 1_545_030_874)).toBe(false);
    expect(isLiveCallbackSigned("otherkey", 1_545_030_873, sign, 1_545_030_800)).toBe(false);
  });
});
