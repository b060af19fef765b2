import { expect } from "@playwright/test";

/** `expect.poll` for what comes within moments: it looks again sooner. */
export function soon<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { intervals: [10, 20, 20, 50, 50, 100, 100, 250] });
}
