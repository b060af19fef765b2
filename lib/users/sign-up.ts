import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { enqueue } from "../outbox";
import { hashPassword } from "./password";
import type { SignUpInput, UserRole } from "./schema";

/** Makes an account. Throws `email_taken` when there is one with this email. The chat learns the name through the outbox. */
export async function signUp(input: SignUpInput, role: UserRole = "user"): Promise<{ id: string }> {
  const id = newId();
  const passwordHash = await hashPassword(input.password);
  try {
    await db().$transaction(async (tx) => {
      await tx.user.create({ data: { id, email: input.email, name: input.name, passwordHash, role } });
      await enqueue(tx, id, [{ kind: "account.import", userId: id, name: input.name }]);
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (isTaken) throw new AppError("email_taken", undefined, { fields: { email: "email_taken" } });
    throw error;
  }
  return { id };
}
