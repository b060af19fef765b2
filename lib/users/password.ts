import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane. Runs off the event loop. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of somebody who does not exist, so that an unknown email takes as long as a wrong password. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$8/lMGKZ5bAXfmVQzpW7eSHHzQ1sdzvbUybTN6hVKhq0";

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/** True when the password belongs to the hash; false, after the same time, when there is no hash. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, password);
  return matches && passwordHash !== null;
}
