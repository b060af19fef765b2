import "server-only";
import { z } from "zod";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { membersKey } from "../keys";
import { enqueue } from "../outbox";
import { redis } from "../redis";
import { publishRoom } from "../rooms/apply-room-event";
import { withHost } from "../rooms/record";
import { listRoomModerators } from "../rooms/room-moderators";
import type { RoomModerator } from "../rooms/schema";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { type Inverse, recordAct } from "./audit";

/** A room's record, which every message is judged by, names them all. */
export const MOST_ROOM_MODERATORS = 50;

interface Appointment {
  roomId: string;
  userId: string;
  isModerator: boolean;
}

/**
 * Appoints somebody as a moderator of one room, or dismisses them; written to the audit log, told to the room and to the
 * person's open pages. Safe to repeat. Gives the room's moderators, and the audit entry when this changed something.
 */
export async function setRoomModerator(
  actor: SessionUser,
  appointment: Appointment,
): Promise<{ moderators: RoomModerator[]; entryId: bigint | null }> {
  const entryId = await appoint(actor, appointment, {});
  return { moderators: await listRoomModerators(appointment.roomId), entryId };
}

/** Dismisses who was appointed, or appoints who was dismissed. */
export const undoSetRoomModerator: Inverse = async (actor, { id, action, subjectId, roomId }) => {
  const isModerator = action === "room.dismiss";
  const entryId = await appoint(actor, { roomId: z.string().parse(roomId), userId: subjectId, isModerator }, { undoesId: id });
  if (entryId === null) throw new AppError("conflict", "nothing to undo");
};

async function appoint(
  actor: SessionUser,
  { roomId, userId, isModerator }: Appointment,
  about: { undoesId?: bigint },
): Promise<bigint | null> {
  const done = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
    const { target } = await requireAct(actor, "room.moderators", { roomId, targetId: userId, tx });
    if (target.id === null) throw new AppError("not_found", "no such person");
    if (target.isRoomModerator === isModerator) return null;
    await storeAppointment(tx, actor.id, { roomId, userId, isModerator });
    const [before, after] = [{ isModerator: !isModerator }, { isModerator }];
    const action = isModerator ? "room.appoint" : "room.dismiss";
    const entryId = await recordAct(tx, { actorId: actor.id, action, subjectId: userId, roomId, before, after, ...about });
    const stored = await tx.room.update({ where: { id: roomId }, data: { revision: { increment: 1 } }, include: withHost });
    const data = { v: 1, type: "room.moderator", roomId, userId, isModerator };
    await enqueue(tx, stored.groupId, [{ kind: "message.custom", data }]);
    await enqueue(tx, userId, [{ kind: "message.person", data: { v: 1, type: "standing" } }]);
    return { row: stored, entryId };
  });
  if (!done) return null;
  await publishRoom(done.row);
  await redis().del(membersKey(roomId)); // the list shows who keeps order
  return done.entryId;
}

async function storeAppointment(tx: Transaction, byId: string, { roomId, userId, isModerator }: Appointment): Promise<void> {
  if (!isModerator) {
    await tx.roomModerator.delete({ where: { roomId_userId: { roomId, userId } } });
    return;
  }
  if ((await tx.roomModerator.count({ where: { roomId } })) >= MOST_ROOM_MODERATORS) throw new AppError("too_many_moderators");
  await tx.roomModerator.create({ data: { roomId, userId, byId } });
}
