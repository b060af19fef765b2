import { describe, expect, it } from "vitest";
import { callbackSign, isCallbackSigned } from "@/lib/im/callback-sign";

describe("the signature of a chat callback", () => {
  // Vector of cloud.tencent.com/document/product/269/117703 (the English page misprints the token).
  const token = "xxxxyyyy";
  const time = "1669872112";
  const sign = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061";

  it("is Tencent's", async () => {
    expect(await callbackSign(token, time)).toBe(sign);
  });

  it("is good for one minute around its time, and then no more", async () => {
    expect(await isCallbackSigned(token, time, sign, 1_669_872_112)).toBe(true);
    expect(await isCallbackSigned(token, time, sign, 1_669_872_172)).toBe(true);
    expect(await isCallbackSigned(token, time, sign, 1_669_872_173)).toBe(false);
    expect(await isCallbackSigned(token, time, sign, 1_669_872_051)).toBe(false);
  });

  it("does not pass with another token, another time or no number", async () => {
    expect(await isCallbackSigned("other", time, sign, 1_669_872_112)).toBe(false);
    expect(await isCallbackSigned(token, "1669872113", sign, 1_669_872_112)).toBe(false);
    expect(await isCallbackSigned(token, "", await callbackSign(token, ""), 0)).toBe(false);
  });
});
