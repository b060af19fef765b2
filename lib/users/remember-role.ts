import "server-only";
import { db } from "../db";
import { roleKey, userNameKey } from "../keys";
import { redis } from "../redis";
import type { SessionUser, UserRole } from "./schema";

const TTL_SECONDS = 30 * 86_400;
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
