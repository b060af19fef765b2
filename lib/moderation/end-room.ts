import "server-only";
import { AppError } from "../errors";
import { applyRoomEvent } from "../rooms/apply-room-event";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { recordAct } from "./audit";

/** Ends anybody's running session, for admins; written to the audit log. The host can start again, an encoder by itself cannot. Throws `conflict` when nothing runs. */
export async function endRoomAsAdmin(actor: SessionUser, roomId: string, nowMs: number): Promise<void> {
  await requireAct(actor, "room.end", { roomId });
  const act = { actorId: actor.id, action: "room.end", subjectId: roomId, roomId } as const;
  const isDone = await applyRoomEvent({ id: roomId }, { type: "close" }, nowMs, (tx) => recordAct(tx, act));
  if (!isDone) throw new AppError("conflict", "no session runs");
}
