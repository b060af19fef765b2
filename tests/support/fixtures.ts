import { type APIRequestContext, test as base, expect, request } from "@playwright/test";
import { assertLocal } from "./assert-local";
import { endPushes } from "./rooms";
import { type Runtime, readRuntime } from "./system";

interface TestFixtures {
  /** HTTP as one of the demo accounts. */
  signedInAs: (role: "owner" | "admin" | "host" | "user") => Promise<APIRequestContext>;
  /** Every test leaves the square without live rooms of its own. */
  endedPushes: undefined;
}

interface WorkerFixtures {
  runtime: Runtime;
}

/** Playwright's `test` with the running system. `baseURL` is its address, so pages and requests use paths. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  runtime: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from this pattern
    async ({}, use) => {
      const runtime = await readRuntime(process.env.HIROBA_TEST_DATA_DIR ?? "");
      assertLocal(runtime);
      await use(runtime);
    },
    { scope: "worker" },
  ],
  endedPushes: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from this pattern
    async ({}, use) => {
      await use(undefined);
      await endPushes();
    },
    { auto: true },
  ],
  baseURL: async ({ runtime }, use) => use(runtime.web),
  signedInAs: async ({ runtime }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (role) => {
      const account = runtime.accounts.find((one) => one.role === role);
      if (!account) throw new Error(`no demo account with role ${role}`);
      const context = await signIn(runtime.web, account.email, account.password);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.dispose()));
  },
});

/** A request context that carries the session of an account. */
export async function signIn(web: string, email: string, password: string): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL: web, extraHTTPHeaders: { origin: web } });
  expect(await tryPassword(context, email, password)).not.toContain("error=");
  return context;
}

/** Sends email and password as next-auth's own client does, and gives the address that it would go to. */
export async function tryPassword(context: APIRequestContext, email: string, password: string): Promise<string> {
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const headers = { "x-auth-return-redirect": "1" };
  const answer = await context.post("/api/auth/callback/credentials", { form: { csrfToken, email, password }, headers });
  return (await answer.json()).url;
}

export { expect };
