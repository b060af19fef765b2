import "server-only";
import { env } from "./env";

/** The bearer token of `POST /api/maintenance`, derived from AUTH_SECRET: the app calls itself, nobody needs to know it. */
export async function maintenanceToken(): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(env().AUTH_SECRET), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode("hiroba maintenance")));
  return [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
