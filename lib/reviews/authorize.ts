import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { ReviewCase } from "../generated/prisma/client";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";

/**
 * Reads a case for an act on it and holds its row until the transaction ends: of two moderators the second sees what the first
 * did. Throws for people who do not keep order in its room, or do not stand above the one it is about; `not_found` for no case.
 */
export async function lockCase(tx: Transaction, actor: SessionUser, caseId: string): Promise<ReviewCase> {
  await tx.$queryRaw`SELECT "id" FROM "ReviewCase" WHERE "id" = ${caseId} FOR UPDATE`;
  const found = await tx.reviewCase.findUnique({ where: { id: caseId } });
  if (!found) throw new AppError("not_found");
  await requireAct(actor, "case.decide", { roomId: found.roomId, targetId: found.userId, tx });
  return found;
}

/** Those who do not stand below somebody who keeps order in a room alone: its keepers beside and above, and the site's staff. */
export async function listEquals(reader: Pick<SessionUser, "id">, roomId: string): Promise<string[]> {
  const [room, staff] = await Promise.all([
    db().room.findUniqueOrThrow({
      where: { id: roomId },
      select: { hostId: true, moderators: { select: { userId: true } } },
    }),
    db().user.findMany({ where: { role: { in: ["moderator", "admin", "owner"] } }, select: { id: true } }),
  ]);
  const moderators = room.hostId === reader.id ? [] : room.moderators.map(({ userId }) => userId);
  return [...new Set([reader.id, room.hostId, ...moderators, ...staff.map(({ id }) => id)])];
}
