import "server-only";
import { bytesToHex } from "@noble/hashes/utils.js";
import { env } from "./env";
import { hmacSha256 } from "./hmac";

/** The bearer token of `POST /api/maintenance`, derived from AUTH_SECRET: the app calls itself, nobody needs to know it. */
export async function maintenanceToken(): Promise<string> {
  return bytesToHex(await hmacSha256(env().AUTH_SECRET, "hiroba maintenance"));
}
