import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./api-error";

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([\w-]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;
const LONGEST_AGE_SECONDS = 300;
const SERVICE = "live";

export interface ApiKeys {
  secretId: string;
  secretKey: string;
}

/** Throws unless a POST to `/` is signed with these keys (TC3-HMAC-SHA256, docs: 213/30654) no longer ago than five minutes. */
export function checkTc3(headers: IncomingHttpHeaders, payload: string, keys: ApiKeys, nowSeconds: number): void {
  const match = AUTHORIZATION.exec(headers.authorization ?? "");
  if (!match) throw new ApiError("AuthFailure.InvalidAuthorization", "The Authorization header is not of TC3-HMAC-SHA256.");
  const [, secretId = "", date = "", service = "", signedHeaders = "", signature = ""] = match;
  const timestamp = Number(headers["x-tc-timestamp"]);
  if (!Number.isInteger(timestamp) || Math.abs(timestamp - nowSeconds) > LONGEST_AGE_SECONDS) {
    throw new ApiError("AuthFailure.SignatureExpire", "The signature has expired: X-TC-Timestamp is more than five minutes off.");
  }
  if (secretId !== keys.secretId) throw new ApiError("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
  const names = signedHeaders.split(";");
  const isOfHere = service === SERVICE && new Date(timestamp * 1000).toISOString().startsWith(date);
  const isWhole = ["content-type", "host"].every((name) => names.includes(name));
  const canonical = names.map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`).join("");
  const request = `POST\n/\n\n${canonical}\n${signedHeaders}\n${sha256(payload)}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(request)}`;
  const wanted = hmac(hmac(hmac(hmac(`TC3${keys.secretKey}`, date), service), "tc3_request"), text);
  if (!isOfHere || !isWhole || !timingSafeEqual(Buffer.from(signature, "hex"), wanted)) {
    throw new ApiError("AuthFailure.SignatureFailure", "The provided credentials could not be validated.");
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
