import { createHmac, timingSafeEqual } from "node:crypto";
import { inflateSync } from "node:zlib";
import { z } from "zod";
import type { KnownCode } from "./errors";

/** What a UserSig is checked against. */
export interface UserSigPolicy {
  sdkAppId: number;
  secretKey: string;
  nowSeconds: number;
}

const payloadSchema = z.object({
  "TLS.ver": z.literal("2.0"),
  "TLS.identifier": z.string(),
  "TLS.sdkappid": z.number(),
  "TLS.time": z.number(),
  "TLS.expire": z.number(),
  "TLS.userbuf": z.string().optional(),
  "TLS.sig": z.string(),
});

type UserSigPayload = z.output<typeof payloadSchema>;

const MAX_PAYLOAD_BYTES = 4096;

/**
 * Checks a UserSig the way Tencent does and returns 0 or the vendor's code.
 * Identity is compared before the signature, so that a UserSig of another application answers 70014 and not 70009.
 */
export function verifyUserSig(userSig: string, userId: string, policy: UserSigPolicy): 0 | KnownCode {
  if (userSig === "") return 70002;
  const payload = decodeUserSig(userSig);
  if (!payload) return 70003;
  if (payload["TLS.identifier"] !== userId) return 70013;
  if (payload["TLS.sdkappid"] !== policy.sdkAppId) return 70014;
  if (!isSignedWith(payload, policy.secretKey)) return 70009;
  if (payload["TLS.time"] + payload["TLS.expire"] < policy.nowSeconds) return 70001;
  return 0;
}

/** The seconds a UserSig that was verified was made in and ends at. */
export function lifeOf(userSig: string): { issuedSeconds: number; expiresSeconds: number } {
  const payload = decodeUserSig(userSig);
  if (!payload) return { issuedSeconds: 0, expiresSeconds: 0 };
  return { issuedSeconds: payload["TLS.time"], expiresSeconds: payload["TLS.time"] + payload["TLS.expire"] };
}

/** The JSON inside a UserSig, or null when the text is not one. The caller controls the input: its inflated size is bounded. */
export function decodeUserSig(userSig: string): UserSigPayload | null {
  if (!/^[A-Za-z0-9*_-]+$/.test(userSig)) return null;
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  try {
    const text = inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: MAX_PAYLOAD_BYTES }).toString("utf8");
    return payloadSchema.parse(JSON.parse(text));
  } catch {
    return null; // not deflated, not JSON, or not our fields: all of them are 70003 to the caller
  }
}

function isSignedWith(payload: UserSigPayload, secretKey: string): boolean {
  const lines = [
    `TLS.identifier:${payload["TLS.identifier"]}`,
    `TLS.sdkappid:${payload["TLS.sdkappid"]}`,
    `TLS.time:${payload["TLS.time"]}`,
    `TLS.expire:${payload["TLS.expire"]}`,
  ];
  if (payload["TLS.userbuf"] !== undefined) lines.push(`TLS.userbuf:${payload["TLS.userbuf"]}`);
  const wanted = createHmac("sha256", secretKey)
    .update(`${lines.join("\n")}\n`)
    .digest();
  const given = Buffer.from(payload["TLS.sig"], "base64");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
