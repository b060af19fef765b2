import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Checks the hotlink signature of a push or pull address: `txSecret = md5(key + streamName + txTime)` with `txTime`
 * as written, hex seconds of expiry. Answers `null` when it is good, else one sentence that says what is wrong.
 */
export function checkSignature(key: string, streamName: string, query: URLSearchParams, nowSeconds: number): string | null {
  const secret = query.get("txSecret");
  const time = query.get("txTime");
  if (!secret || !time) return "txSecret or txTime is missing";
  if (!/^[0-9a-f]{1,10}$/i.test(time)) return "txTime is not a hex number of seconds";
  if (!isSame(secret.toLowerCase(), txSecret(key, streamName, time))) return "txSecret is wrong";
  if (Number.parseInt(time, 16) < nowSeconds) return "txTime has expired";
  return null;
}

/** The hotlink signature of a stream, for `txTime` as it is written in the address. */
export function txSecret(key: string, streamName: string, txTime: string): string {
  return md5(key + streamName + txTime);
}

/** The signature of a callback: `md5(key + t)`, where `t` is its expiry in decimal seconds. */
export function callbackSign(key: string, t: number): string {
  return md5(key + t);
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
