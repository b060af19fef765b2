import "server-only";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import { enqueue } from "../outbox";
import { leavesNoOwner, mayGiveRole } from "../users/permissions";
import { storeRole } from "../users/remember-role";
import type { UserRole } from "../users/roles";
import { type SessionUser, userRole } from "../users/schema";
import { type Inverse, recordAct } from "./audit";

/**
 * Gives a user another role; written to the audit log and told to the person's open pages. Throws `forbidden` where the table
 * of permissions says no, and `last_owner` when nobody would own the site any more.
 */
export async function setRole(actor: SessionUser, userId: string, role: UserRole): Promise<void> {
  await changeRole(actor, userId, role, null);
}

const state = z.object({ role: userRole });

/** Gives a person the role back that was taken. */
export const undoSetRole: Inverse = async (actor, past) => {
  const [before, after] = [state.parse(past.before), state.parse(past.after)];
  await changeRole(actor, past.subjectId, before.role, { undoesId: past.id, from: after.role });
};

async function changeRole(
  actor: SessionUser,
  userId: string,
  role: UserRole,
  undo: { undoesId: bigint; from: UserRole } | null,
): Promise<void> {
  await db().$transaction(async (tx) => {
    // Both people's rows and all owners', held until the end: two who demote each other at once come one after the other.
    const people = await tx.$queryRaw<{ id: string; role: UserRole }[]>`
      SELECT "id", "role"::text AS "role" FROM "User" WHERE "id" IN (${actor.id}, ${userId}) OR "role" = 'owner'
      ORDER BY "id" FOR UPDATE`;
    const self = people.find(({ id }) => id === actor.id);
    const target = people.find(({ id }) => id === userId);
    if (!self) throw new AppError("forbidden", "set role");
    if (!target) throw new AppError(mayGiveRole(self, { id: userId, role: "user" }, "user") ? "not_found" : "forbidden");
    if (!mayGiveRole(self, target, role)) throw new AppError("forbidden", `role ${target.role} to ${role}`);
    if (undo && target.role !== undo.from) throw new AppError("conflict", `the role is ${target.role} now`);
    const ownerIds = people.filter((person) => person.role === "owner").map(({ id }) => id);
    if (leavesNoOwner(ownerIds, userId, role)) throw new AppError("last_owner");
    if (target.role === role) return;
    await tx.user.update({ where: { id: userId }, data: { role } });
    const [before, after] = [{ role: target.role }, { role }];
    const act = { actorId: actor.id, action: "user.role", subjectId: userId, before, after } as const;
    await recordAct(tx, undo ? { ...act, undoesId: undo.undoesId } : act);
    await enqueue(tx, userId, [{ kind: "message.person", data: { v: 1, type: "standing" } }]);
  });
  await storeRole(userId, role);
}
