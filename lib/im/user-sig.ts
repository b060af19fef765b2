import { toBase64 } from "../base64";
import { hmacSha256 } from "../hmac";

/** What a UserSig is made of. `userId` has at most 32 characters of A-Za-z0-9_-. */
export interface UserSigClaims {
  sdkAppId: number;
  userId: string;
  issuedAtSeconds: number;
  ttlSeconds: number;
}

/** Tencent's login signature, version 2 (HMAC-SHA256, zlib, base64 with `*-_`); the secret key is used as text (docs: 269/32688). */
export async function signUserSig(claims: UserSigClaims, secretKey: string): Promise<string> {
  const signed =
    `TLS.identifier:${claims.userId}\nTLS.sdkappid:${claims.sdkAppId}\n` +
    `TLS.time:${claims.issuedAtSeconds}\nTLS.expire:${claims.ttlSeconds}\n`;
  const document = {
    "TLS.ver": "2.0",
    "TLS.identifier": claims.userId,
    "TLS.sdkappid": claims.sdkAppId,
    "TLS.time": claims.issuedAtSeconds,
    "TLS.expire": claims.ttlSeconds,
    "TLS.sig": toBase64(await hmacSha256(secretKey, signed)),
  };
  const compressed = await deflate(new TextEncoder().encode(JSON.stringify(document)));
  return toBase64(compressed).replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

/** zlib with its header, which the web calls "deflate". */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
