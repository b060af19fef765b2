import "server-only";
import { bytesToHex } from "@noble/hashes/utils.js";
import { clientAddress } from "../client-address";
import { env } from "../env";
import { hmacSha256 } from "../hmac";
import { newId } from "../ids";
import { devicesKey, lastAddressKey } from "../keys";
import { redis } from "../redis";
import type { Subject, Traces } from "./rules";
import { rangesOf } from "./rules";

const COOKIE = "hiroba-device";
const COOKIE_SECONDS = 365 * 86_400;
const DEVICES_KEPT = 5;
const DEVICES_SECONDS = 30 * 86_400;
const ADDRESS_SECONDS = 86_400;
const HASH_BYTES = 12;

/** The random name that a browser keeps, if it does. */
function deviceOf(request: Request): string | null {
  const cookies = request.headers.get("cookie") ?? "";
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([0-9a-z]{12})(?:;|$)`).exec(cookies)?.[1] ?? null;
}

async function hashOf(device: string): Promise<string> {
  return bytesToHex((await hmacSha256(env().AUTH_SECRET, `hiroba device ${device}`)).slice(0, HASH_BYTES));
}

/** Where a request comes from, as far as it shows. A client may hide its device; the address is the proxy's word. */
export async function tracesOf(request: Request): Promise<Traces> {
  const device = deviceOf(request);
  return { address: clientAddress(request), deviceHash: device && (await hashOf(device)) };
}

/** What an answer sets so that the browser is known again; nothing for one that is. It says nothing about the person. */
export function markDevice(request: Request): Record<string, string> {
  if (deviceOf(request)) return {};
  const isSecure = new URL(env().AUTH_URL).protocol === "https:";
  const attributes = `Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return { "set-cookie": `${COOKIE}=${newId()}; ${attributes}` };
}

/** Keeps with what an account was seen last, for a ban that is to hold for its owner's guests and new accounts too. */
export async function rememberTraces(userId: string, { address, deviceHash }: Traces, nowMs: number): Promise<void> {
  const pipeline = redis().pipeline();
  if (address) pipeline.set(lastAddressKey(userId), `=${address}`, { ex: ADDRESS_SECONDS });
  if (deviceHash) {
    pipeline.zadd(devicesKey(userId), { score: nowMs, member: `=${deviceHash}` });
    pipeline.zremrangebyrank(devicesKey(userId), 0, -DEVICES_KEPT - 1);
    pipeline.expire(devicesKey(userId), DEVICES_SECONDS);
  }
  if (address || deviceHash) await pipeline.exec();
}

/** With what an account was seen lately. Written behind a "=", because the client reads numbers where it can. */
export async function listTraces(userId: string): Promise<Subject[]> {
  const pipeline = redis().pipeline();
  pipeline.zrange(devicesKey(userId), 0, -1);
  pipeline.get(lastAddressKey(userId));
  const [devices, address] = await pipeline.exec<[string[], string | null]>();
  const [addressRange] = rangesOf(String(address ?? "").slice(1));
  return [...devices.map((marked) => ({ deviceHash: String(marked).slice(1) })), ...(addressRange ? [{ addressRange }] : [])];
}
