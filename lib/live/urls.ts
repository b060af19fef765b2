import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Tencent CSS's hotlink signature: `md5(key + StreamName + txTime)`, txTime as written in the address (docs: 267/32735). */
export function txSecret(key: string, streamName: string, txTime: string): string {
  return bytesToHex(md5(utf8ToBytes(key + streamName + txTime)));
}

function signedQuery(key: string, streamName: string, expiresAtSeconds: number): string {
  const txTime = expiresAtSeconds.toString(16).toUpperCase();
  return `txSecret=${txSecret(key, streamName, txTime)}&txTime=${txTime}`;
}

/** What OBS asks for as "stream key": the stream's name with its signature. The server is the push address up to the app name. */
export function streamKey(key: string, streamName: string, expiresAtSeconds: number): string {
  return `${streamName}?${signedQuery(key, streamName, expiresAtSeconds)}`;
}

/** The signed HTTP-FLV address of a stream below `pullBase` (which ends in the app name, without a slash). */
export function flvPullUrl(pullBase: string, key: string, streamName: string, expiresAtSeconds: number): string {
  return `${pullBase}/${streamName}.flv?${signedQuery(key, streamName, expiresAtSeconds)}`;
}

/** Expiry that stays the same for up to `stepSeconds`, so that cached pages repeat one address; at least `minimumSeconds` away. */
export function steadyExpiry(nowSeconds: number, minimumSeconds: number, stepSeconds: number): number {
  return (Math.floor(nowSeconds / stepSeconds) + 1) * stepSeconds + minimumSeconds;
}
