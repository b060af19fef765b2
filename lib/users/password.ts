import "server-only";
import { argon2Hash, argon2Verify } from "#argon2";

/** A hash of somebody who does not exist, so that an unknown email takes as long as a wrong password. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$8/lMGKZ5bAXfmVQzpW7eSHHzQ1sdzvbUybTN6hVKhq0";

export function hashPassword(password: string): Promise<string> {
  return argon2Hash(password);
}

/** True when the password belongs to the hash; false, after the same time, when there is no hash. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await argon2Verify(passwordHash ?? NOBODY, password);
  return matches && passwordHash !== null;
}
