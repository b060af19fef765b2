import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { newId } from "../ids";
import { enqueue } from "../outbox";
import type { SessionUser } from "../users/schema";
import { publishRoom } from "./apply-room-event";
import { withHost } from "./record";
import type { UpdateRoomInput } from "./schema";

/** Changes title, description and announcement of the user's own room, and tells the people in it. */
export async function updateRoom(user: SessionUser, input: UpdateRoomInput, nowMs: number): Promise<void> {
  const { roomId, title, description, announcement } = input;
  const row = await db().$transaction(async (tx) => {
    const room = await tx.room.findUnique({ where: { id: roomId, hostId: user.id } });
    if (!room) throw new AppError("not_found");
    const announcedAt = announcement === room.announcement ? room.announcedAt : new Date(nowMs);
    const stored = await tx.room.update({
      where: { id: roomId, hostId: user.id },
      data: { title, description, announcement, announcedAt, revision: { increment: 1 } },
      include: withHost,
    });
    await enqueue(tx, room.groupId, [
      { kind: "group.profile", name: title, notification: announcement },
      { kind: "message.custom", data: { v: 1, type: "room.info", roomId } },
    ]);
    return stored;
  });
  await publishRoom(row);
}

/** Gives the user's own room a new stream name, so that the old key is worthless. Throws `conflict` while an encoder is connected. */
export async function rotateStreamKey(user: SessionUser, roomId: string): Promise<void> {
  const { count } = await db().room.updateMany({
    where: { id: roomId, hostId: user.id, pushSequence: null },
    data: { streamName: newId(), revision: { increment: 1 } },
  });
  if (count === 1) {
    const row = await db().room.findUniqueOrThrow({ where: { id: roomId }, include: withHost });
    return publishRoom(row);
  }
  const isOwn = await db().room.count({ where: { id: roomId, hostId: user.id } });
  throw new AppError(isOwn ? "conflict" : "not_found", "stream key: an encoder is connected");
}
