import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { keepsOrder } from "../room-chat/rules";
import { hasRole } from "../users/roles";
import type { SessionUser } from "../users/schema";
import { SITE_SCOPE } from "./schema";

/** Throws for people who do not keep a list: that of all rooms is the admins', a room's also its host's and the moderators'. */
export async function authorizeScope(user: SessionUser, scope: string): Promise<void> {
  if (scope === SITE_SCOPE) {
    if (!hasRole(user.role, "admin")) throw new AppError("forbidden", "words of the site");
    return;
  }
  const room = await db().room.findUnique({ where: { id: scope }, select: { hostId: true } });
  if (!room) throw new AppError("not_found");
  if (!keepsOrder(user, room.hostId)) throw new AppError("forbidden", `words of ${scope}`);
}
