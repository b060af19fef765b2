import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeUserSig, verifyUserSig } from "../../../../emulators/chat/user-sig";

// Vector of the vendor's own signer (npm tls-sig-api-v2 1.0.2), pinned in the project's reference notes.
const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const vector = {
  "TLS.ver": "2.0",
  "TLS.identifier": "administrator",
  "TLS.sdkappid": 1_400_000_000,
  "TLS.time": 1_700_000_000,
  "TLS.expire": 86_400,
  "TLS.sig": "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=",
};
const policy = { sdkAppId: 1_400_000_000, secretKey, nowSeconds: 1_700_000_000 };

function encode(payload: unknown): string {
  const base64 = deflateSync(Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload))).toString("base64");
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

const check = (userSig: string, userId = "administrator", changes: Partial<typeof policy> = {}) =>
  verifyUserSig(userSig, userId, { ...policy, ...changes });

describe("a UserSig", () => {
  it("of the vendor's own signer is accepted until its last second", () => {
    expect(check(encode(vector))).toBe(0);
    expect(check(encode(vector), "administrator", { nowSeconds: 1_700_086_400 })).toBe(0);
    expect(check(encode(vector), "administrator", { nowSeconds: 1_700_086_401 })).toBe(70001);
  });

  it("for someone else, another app, or under another key is told apart", () => {
    expect(check(encode(vector), "bob")).toBe(70013);
    expect(check(encode(vector), "administrator", { sdkAppId: 1 })).toBe(70014);
    expect(check(encode(vector), "administrator", { secretKey: "other" })).toBe(70009);
  });

  it("with a changed expiry is not valid", () => {
    expect(check(encode({ ...vector, "TLS.expire": 999_999_999 }))).toBe(70009);
  });

  it("with a user buffer has the buffer signed too", () => {
    const lines = "TLS.identifier:u\nTLS.sdkappid:1400000000\nTLS.time:1700000000\nTLS.expire:60\nTLS.userbuf:AAE=\n";
    const sig = createHmac("sha256", secretKey).update(lines).digest("base64");
    const payload = { ...vector, "TLS.identifier": "u", "TLS.expire": 60, "TLS.userbuf": "AAE=", "TLS.sig": sig };
    expect(check(encode(payload), "u")).toBe(0);
    expect(check(encode({ ...payload, "TLS.userbuf": "AAI=" }), "u")).toBe(70009);
  });

  it("that is empty is 70002, and one that is damaged is 70003", () => {
    expect(check("")).toBe(70002);
    for (const damaged of ["abc", "!!", encode("not json"), encode({ hello: 1 }), encode(vector).slice(0, 40)]) {
      expect(check(damaged)).toBe(70003);
    }
  });

  it("that inflates without end is refused", () => {
    expect(decodeUserSig(encode(" ".repeat(1_000_000)))).toBeNull();
  });
});
