import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { applyRoomEvent } from "../rooms/apply-room-event";
import { hasRole } from "../users/roles";
import type { SessionUser } from "../users/schema";

/** Ends anybody's running session, for admins; written to the audit log. Throws `conflict` when nothing runs. */
export async function endRoomAsAdmin(actor: SessionUser, roomId: string, nowMs: number): Promise<void> {
  if (!hasRole(actor.role, "admin")) throw new AppError("forbidden", "end room");
  const row = await applyRoomEvent({ id: roomId }, { type: "end" }, nowMs);
  if (!row) throw new AppError("conflict", "no session runs");
  await db().auditEntry.create({ data: { actorId: actor.id, action: "room.end", subjectId: roomId } });
}
