"use server";

import { z } from "zod";
import { runAction } from "@/lib/action";
import { signOut } from "@/lib/auth";
import type { FormState } from "@/lib/errors";
import { openSession } from "@/lib/users/open-session";
import { signInInput } from "@/lib/users/schema";

/** Signs in with email and password. */
export async function signInAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(signInInput.extend({ next: z.string().optional() }), form, ({ email, password }) =>
    openSession({ email, password }),
  );
}

/** Signs out on this device and shows the front page. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirectTo: "/" });
}
