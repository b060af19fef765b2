import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { allowRoomStream } from "../rooms/allow-room-stream";
import { applyRoomEvent } from "../rooms/apply-room-event";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { type Inverse, recordAct } from "./audit";

/** Ends anybody's running session, for admins; written to the audit log. Its stream is forbidden for days, or until the act is undone; then the host can start again. Throws `conflict` when nothing runs. */
export async function endRoomAsAdmin(actor: SessionUser, roomId: string, nowMs: number): Promise<void> {
  await requireAct(actor, "room.end", { roomId });
  const act = { actorId: actor.id, action: "room.end", subjectId: roomId, roomId } as const;
  const isDone = await applyRoomEvent({ id: roomId }, { type: "close" }, nowMs, async (tx) => {
    await requireAct(actor, "room.end", { roomId, tx });
    await recordAct(tx, act);
  });
  if (!isDone) throw new AppError("conflict", "no session runs");
}

/** Lets the room's encoder in again. The session that was ended stays ended. */
export const undoEndRoom: Inverse = async (actor, { id, subjectId }) => {
  await db().$transaction(async (tx) => {
    await requireAct(actor, "room.end", { roomId: subjectId, tx });
    await recordAct(tx, { actorId: actor.id, action: "room.allow", subjectId, roomId: subjectId, undoesId: id });
    await allowRoomStream(tx, subjectId);
  });
};
