import "server-only";
import { AppError } from "../errors";
import { applyRoomEvent } from "../rooms/apply-room-event";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";

/** Ends anybody's running session, for admins; written to the audit log. The host can start again, an encoder by itself cannot. Throws `conflict` when nothing runs. */
export async function endRoomAsAdmin(actor: SessionUser, roomId: string, nowMs: number): Promise<void> {
  await requireAct(actor, "room.end", { roomId });
  const audit = { actorId: actor.id, action: "room.end", subjectId: roomId };
  const isDone = await applyRoomEvent({ id: roomId }, { type: "close" }, nowMs, (tx) => tx.auditEntry.create({ data: audit }));
  if (!isDone) throw new AppError("conflict", "no session runs");
}
