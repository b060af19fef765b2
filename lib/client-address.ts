import "server-only";
import { bytesToHex } from "@noble/hashes/utils.js";
import { env } from "./env";
import { parseRange } from "./restrictions/rules";

/**
 * The network address that a request comes from, as the nearest proxy wrote it: the last of `X-Forwarded-For`. Without a
 * proxy in front, a client can write that header itself, so a public site needs one (README).
 */
export function clientAddress(request: { headers: Pick<Headers, "get"> }): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}

/**
 * A short name for an address that cannot be turned back into it, for keys that live a minute. An IPv6 address counts as its
 * /64, in which each customer has more addresses than can be counted.
 */
export async function hashAddress(address: string): Promise<string> {
  const place = parseRange(address) ?? address;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${env().AUTH_SECRET}:${place}`));
  return bytesToHex(new Uint8Array(digest).slice(0, 8));
}
