import "server-only";
import { AuthError, CredentialsSignin } from "next-auth";
import { signIn } from "../auth";
import { AppError } from "../errors";
import type { SignInInput } from "./schema";

/** Signs in with email and password and sets the session cookie. Throws `wrong_credentials` or `rate_limited`. */
export async function openSession(input: SignInInput): Promise<void> {
  try {
    await signIn("credentials", { ...input, redirect: false });
  } catch (error) {
    if (error instanceof CredentialsSignin) throw new AppError("wrong_credentials");
    if (error instanceof AuthError && error.cause?.err instanceof AppError) throw error.cause.err;
    throw error;
  }
}
