import { type UserSigGrant, userSigGrant } from "@/lib/im/schema";

const RENEW_BEFORE_MS = 120_000;
const SOONEST_RENEWAL_MS = 30_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Holds the signed-in person's UserSig and asks for renewal two minutes before it ends. */
export class Credentials {
  readonly #onRenewal: () => void;
  #grant: UserSigGrant | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onRenewal: () => void) {
    this.#onRenewal = onRenewal;
  }

  /** A grant that is still good for a while; null when nobody is signed in. Throws when the server cannot answer now. */
  async get(): Promise<UserSigGrant | null> {
    if (!this.#grant || this.#grant.expiresAtMs - RENEW_BEFORE_MS < Date.now()) this.#grant = await fetchUserSig();
    if (this.#grant) this.#plan(this.#grant.expiresAtMs - RENEW_BEFORE_MS - Date.now());
    return this.#grant;
  }

  forget(): void {
    this.#grant = null;
  }

  /** Nobody is logged in: no renewal is needed. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  #plan(inMs: number): void {
    clearTimeout(this.#timer);
    if (inMs < LONGEST_TIMER_MS) this.#timer = setTimeout(this.#onRenewal, Math.max(inMs, SOONEST_RENEWAL_MS));
  }
}

async function fetchUserSig(): Promise<UserSigGrant | null> {
  const response = await fetch("/api/im/usersig", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
    cache: "no-store",
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`usersig: ${response.status}`);
  return userSigGrant.parse(await response.json());
}
