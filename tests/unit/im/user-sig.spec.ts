import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { signUserSig } from "@/lib/im/user-sig";

describe("a UserSig", () => {
  // Computed with Tencent's own signer, npm tls-sig-api-v2 1.0.2.
  const claims = { sdkAppId: 1_400_000_000, userId: "administrator", issuedAtSeconds: 1_700_000_000, ttlSeconds: 86_400 };
  const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

  it("holds the same signature as Tencent's signer makes", async () => {
    const userSig = await signUserSig(claims, key);
    const bytes = Buffer.from(userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "="), "base64");
    expect(JSON.parse(inflateSync(bytes).toString())).toEqual({
      "TLS.ver": "2.0",
      "TLS.identifier": "administrator",
      "TLS.sdkappid": 1_400_000_000,
      "TLS.time": 1_700_000_000,
      "TLS.expire": 86_400,
      "TLS.sig": "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=",
    });
  });

  it("has no character that needs escaping in Tencent's alphabet", async () => {
    expect(await signUserSig(claims, key)).toMatch(/^[A-Za-z0-9*_-]+$/);
  });
});
