import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";

/** What goes into a UserSig; `secretKey` and `issuedSeconds` can be wrong on purpose. */
export interface UserSigFields {
  userId: string;
  sdkAppId: number;
  secretKey: string;
  issuedSeconds?: number;
  expireSeconds?: number;
}

/** A UserSig as Tencent's own signer makes it. Written here once more, so that the emulator is not tested with its own code. */
export function signUserSig(fields: UserSigFields): string {
  const { userId, sdkAppId, secretKey, issuedSeconds = Math.floor(Date.now() / 1000), expireSeconds = 86_400 } = fields;
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${issuedSeconds}\nTLS.expire:${expireSeconds}\n`;
  const payload = {
    "TLS.ver": "2.0",
    "TLS.identifier": userId,
    "TLS.sdkappid": sdkAppId,
    "TLS.expire": expireSeconds,
    "TLS.time": issuedSeconds,
    "TLS.sig": createHmac("sha256", secretKey).update(text).digest("base64"),
  };
  const base64 = deflateSync(Buffer.from(JSON.stringify(payload))).toString("base64");
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}
