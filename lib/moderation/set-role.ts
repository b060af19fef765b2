import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { roleKey } from "../keys";
import { redis } from "../redis";
import type { SessionUser, UserRole } from "../users/schema";

/** Gives a user another role, for admins; written to the audit log. The last admin keeps the role. */
export async function setRole(actor: SessionUser, userId: string, role: UserRole): Promise<void> {
  if (actor.id === userId) throw new AppError("conflict", "own role");
  await db().$transaction(async (tx) => {
    // All admins' rows, held until the end: two who demote each other at once come one after the other.
    const admins = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "User" WHERE "role" = 'admin' ORDER BY "id" FOR UPDATE`;
    if (!admins.some(({ id }) => id === actor.id)) throw new AppError("forbidden", "set role");
    const { count } = await tx.user.updateMany({ where: { id: userId }, data: { role } });
    if (count === 0) throw new AppError("not_found");
    await tx.auditEntry.create({ data: { actorId: actor.id, action: "user.role", subjectId: userId, detail: role } });
  });
  await redis().del(roleKey(userId)); // the next UserSig writes it anew
}
