import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { roleKey } from "../keys";
import { redis } from "../redis";
import { hasRole } from "../users/roles";
import type { SessionUser, UserRole } from "../users/schema";

/** Gives a user another role, for admins; written to the audit log. Nobody changes their own, so an admin always remains. */
export async function setRole(actor: SessionUser, userId: string, role: UserRole): Promise<void> {
  if (!hasRole(actor.role, "admin")) throw new AppError("forbidden", "set role");
  if (actor.id === userId) throw new AppError("conflict", "own role");
  await db().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: userId }, data: { role } });
    if (count === 0) throw new AppError("not_found");
    await tx.auditEntry.create({ data: { actorId: actor.id, action: "user.role", subjectId: userId, detail: role } });
  });
  await redis().set(roleKey(userId), role);
}
