import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { equalText } from "../equal-text";

/** True when a CSS callback carries `sign = md5(key + t)` and `t`, its expiry in Unix seconds, is not over (docs: 267/32744). */
export function isLiveCallbackSigned(key: string, t: number, sign: string, nowSeconds: number): boolean {
  return equalText(bytesToHex(md5(utf8ToBytes(key + t))), sign.toLowerCase()) && nowSeconds <= t;
}
