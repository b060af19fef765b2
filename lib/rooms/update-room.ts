import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { newId } from "../ids";
import { enqueue } from "../outbox";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import type { SessionUser } from "../users/schema";
import { publishRoom } from "./apply-room-event";
import { withHost } from "./record";
import { roomNews } from "./room-news";
import type { UpdateRoomInput } from "./schema";

/** Changes title and description of the user's own room, and tells the people in it. */
export async function updateRoom(user: SessionUser, input: UpdateRoomInput, nowMs: number): Promise<void> {
  const { roomId, title, description } = input;
  await requireEntry({ userId: user.id, roomId, ...NO_TRACES }, nowMs);
  const row = await db().$transaction(async (tx) => {
    const room = await tx.room.findUnique({ where: { id: roomId, hostId: user.id }, select: { id: true } });
    if (!room) throw new AppError("not_found");
    const stored = await tx.room.update({
      where: { id: roomId },
      data: { title, description, revision: { increment: 1 } },
      include: withHost,
    });
    await enqueue(tx, stored.groupId, roomNews(stored));
    return stored;
  });
  await publishRoom(row);
}

/** Gives the user's own room a new stream name, so that the old key is worthless. Throws `conflict` while an encoder is connected. */
export async function rotateStreamKey(user: SessionUser, roomId: string, nowMs: number): Promise<void> {
  await requireEntry({ userId: user.id, roomId, ...NO_TRACES }, nowMs);
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
