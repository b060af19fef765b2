"use server";

import { headers } from "next/headers";
import { after } from "next/server";
import { z } from "zod";
import { runAction } from "@/lib/action";
import { clientAddress } from "@/lib/client-address";
import type { FormState } from "@/lib/errors";
import { drainOutbox } from "@/lib/outbox";
import { openSession } from "@/lib/users/open-session";
import { signUpInput } from "@/lib/users/schema";
import { signUp } from "@/lib/users/sign-up";

/** Makes an account and signs it in. */
export async function signUpAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(signUpInput.extend({ next: z.string().optional() }), form, async ({ next: _next, ...input }) => {
    await signUp(input, clientAddress({ headers: await headers() }));
    after(drainOutbox);
    await openSession(input);
  });
}
