"use server";

import { z } from "zod";
import { runAction } from "@/lib/action";
import { signIn, signOut } from "@/lib/auth";
import type { FormState } from "@/lib/errors";
import { parseInput } from "@/lib/parse";
import { openSession } from "@/lib/users/open-session";
import { providerName, signInInput } from "@/lib/users/schema";

/** Signs in with email and password. */
export async function signInAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(signInInput.extend({ next: z.string().optional() }), form, ({ email, password }) =>
    openSession({ email, password }),
  );
}

/** Goes to another site to sign in there, and comes back to `next`. */
export async function signInWithProviderAction(form: FormData): Promise<void> {
  const { provider, next } = parseInput(providerForm, { provider: form.get("provider"), next: form.get("next") });
  await signIn(provider, { redirectTo: next });
}

const providerForm = z.object({ provider: providerName, next: z.string().regex(/^\/(?![/\\])/) });

/** Signs out on this device and shows the front page. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirectTo: "/" });
}
