import "server-only";
import { hashAddress } from "../client-address";
import { db, type Transaction } from "../db";
import { env } from "../env";
import { AppError } from "../errors";
import { Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { limit } from "../limit";
import { enqueue } from "../outbox";
import { firstRole } from "./first-role";
import { hashPassword } from "./password";
import type { UserRole } from "./roles";
import type { SignUpInput } from "./schema";

/**
 * Makes an account. Throws `email_taken` when there is one with this email, and `rate_limited` after
 * `SIGN_UPS_PER_HOUR` tries of one address. The chat learns the name through the outbox.
 */
export async function signUp(input: SignUpInput, address: string): Promise<{ id: string }> {
  await limit("signup", await hashAddress(address), env().SIGN_UPS_PER_HOUR, 3_600);
  const user = await newUser(input, "user");
  try {
    await db().$transaction(async (tx) => insertUser(tx, { ...user, role: await firstRole(tx) }));
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (isTaken) throw new AppError("email_taken", undefined, { fields: { email: "email_taken" } });
    throw error;
  }
  return { id: user.id };
}

/** The row of a user who does not exist yet. Hashes the password, which takes a while: not inside a transaction. */
export async function newUser({ name, email, password }: SignUpInput, role: UserRole): Promise<NewUser> {
  return { id: newId(), name, email, passwordHash: await hashPassword(password), role };
}

/** Stores a user and tells the chat about it. */
export async function insertUser(tx: Transaction, user: NewUser): Promise<void> {
  await tx.user.create({ data: user });
  await enqueue(tx, user.id, [{ kind: "account.import", userId: user.id, name: user.name }]);
}

interface NewUser {
  id: string;
  name: string;
  email: string;
  passwordHash: string;
  role: UserRole;
}
