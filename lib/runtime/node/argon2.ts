import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** Argon2id as OWASP recommends it first: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The encoded hash of a password with a fresh salt. Native code, off the event loop. */
export function argon2Hash(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/** Whether the password belongs to the encoded hash. */
export function argon2Verify(encoded: string, password: string): Promise<boolean> {
  return verify(encoded, password);
}
