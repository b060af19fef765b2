import "server-only";
import { db } from "../db";
import { roleKey, rolesKey, userNameKey } from "../keys";
import { redis } from "../redis";
import type { UserRole } from "./roles";
import type { SessionUser } from "./schema";

const TTL_SECONDS = 30 * 86_400;
/** Clocks of processes and of the database may differ by this. */
const CLOCK_MARGIN_MS = 60_000;
/** A role changes by hand: whoever meets this many changes in a row stops at the least that was seen. */
const MOST_TRIES = 5;

/** Puts a user's role and name where the before-send decision reads it. */
export async function rememberRole(user: SessionUser): Promise<void> {
  await Promise.all([storeRole(user.id, user.role), redis().set(userNameKey(user.id), user.name, { ex: TTL_SECONDS })]);
}

/**
 * Writes a role and looks whether it is still the one: whoever read a role before it was taken away and writes it after
 * would leave the person with it for days. A role that gives nothing needs no second look.
 */
export async function storeRole(userId: string, role: UserRole): Promise<void> {
  let written = role;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await redis().set(roleKey(userId), written, { ex: TTL_SECONDS });
    if (written === "user" || written === "host") return;
    const stored = await db().user.findUnique({ where: { id: userId }, select: { role: true } });
    if (stored?.role === written) return;
    written = stored?.role ?? "user";
  }
  await redis().del(roleKey(userId));
}

/** Writes again what roles became since this was last done, for the case that a process died between its commit and its writing. */
export async function repairRoles(nowMs: number): Promise<void> {
  const doneUntilMs = await redis().get<number>(rolesKey);
  const sinceMs = doneUntilMs === null ? nowMs - TTL_SECONDS * 1_000 : Number(doneUntilMs) - CLOCK_MARGIN_MS;
  const changes = await db().auditEntry.findMany({
    where: { action: "user.role", createdAt: { gt: new Date(sinceMs) } },
    select: { subjectId: true },
  });
  const ids = [...new Set(changes.map(({ subjectId }) => subjectId))];
  const people =
    ids.length === 0 ? [] : await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, role: true } });
  for (const { id, role } of people) await storeRole(id, role);
  await redis().set(rolesKey, nowMs);
}
