import { bytesToHex } from "@noble/hashes/utils.js";
import { equalText } from "../equal-text";

/** A callback older (or younger) than this is refused (docs: 269/117703 says one minute). */
export const CALLBACK_WINDOW_SECONDS = 60;

/** Tencent Chat's callback signature: hex of `sha256(Token + RequestTime)`. It covers the token and the time, not the body. */
export async function callbackSign(token: string, requestTime: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token + requestTime));
  return bytesToHex(new Uint8Array(digest));
}

/** True when `sign` belongs to `requestTime` and the time lies within the window around now. */
export async function isCallbackSigned(token: string, requestTime: string, sign: string, nowSeconds: number): Promise<boolean> {
  if (!/^\d{1,12}$/.test(requestTime)) return false;
  const isFresh = Math.abs(nowSeconds - Number(requestTime)) <= CALLBACK_WINDOW_SECONDS;
  return equalText(await callbackSign(token, requestTime), sign.toLowerCase()) && isFresh;
}
