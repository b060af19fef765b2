import "server-only";
import type { Account, Profile } from "next-auth";
import { db } from "../db";
import { AppError } from "../errors";
import type { User } from "../generated/prisma/client";
import { newId } from "../ids";
import { enqueue } from "../outbox";
import { plainLine } from "../text";
import { firstRole } from "./first-role";

/**
 * The user behind a sign-in with a provider, made at the first one. An account with the same email is joined only when
 * the provider verified the address and the account has no password: whoever set one may not be who owns the address.
 */
export async function enrol(account: Account | null | undefined, profile: Profile | undefined): Promise<User> {
  if (!account || !profile?.email) throw new AppError("forbidden", "provider gave no email");
  const { provider, providerAccountId } = account;
  const email = profile.email.toLowerCase();
  return db().$transaction(async (tx) => {
    const linked = await tx.account.findUnique({
      where: { provider_providerAccountId: { provider, providerAccountId } },
      include: { user: true },
    });
    if (linked) return linked.user;
    const existing = await tx.user.findUnique({ where: { email } });
    const mayJoin = profile.email_verified === true && existing?.passwordHash === null;
    if (existing && !mayJoin) throw new AppError("email_taken", `${provider}: an account with this address exists`);
    const name = plainLine(20).safeParse(profile.name?.slice(0, 20)).data ?? email.slice(0, email.indexOf("@")).slice(0, 20);
    const user = existing ?? (await tx.user.create({ data: { id: newId(), email, name, role: await firstRole(tx) } }));
    await tx.account.create({ data: { provider, providerAccountId, userId: user.id } });
    if (!existing) await enqueue(tx, user.id, [{ kind: "account.import", userId: user.id, name }]);
    return user;
  });
}
