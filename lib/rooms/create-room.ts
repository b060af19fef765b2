import "server-only";
import { db } from "../db";
import { Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { limit } from "../limit";
import { enqueue } from "../outbox";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import type { SessionUser } from "../users/schema";
import { publishRoom } from "./apply-room-event";
import { type RoomRow, withHost } from "./record";
import { checkSchedule } from "./schedule-room";
import type { CreateRoomInput } from "./schema";

const MOST_PER_HOUR = 20;

/**
 * Opens a room for a signed-in user, who becomes a host by the first one. Its chat group is made through the outbox.
 * The same `requestId` again gives the room that it made. Throws `banned` for who is kept out of the site.
 */
export async function createRoom(user: SessionUser, input: CreateRoomInput, nowMs: number): Promise<{ id: string }> {
  checkSchedule(input.scheduledAtMs, nowMs);
  await limit("create-room", user.id, MOST_PER_HOUR, 3_600);
  await requireEntry({ userId: user.id, roomId: null, ...NO_TRACES }, nowMs);
  const requestId = `${user.id}:${input.requestId}`;
  const row = await insertRoom(user, { ...input, requestId }).catch((error: unknown) => {
    const isRepeated = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isRepeated) throw error;
    return db().room.findUniqueOrThrow({ where: { requestId }, include: withHost });
  });
  await publishRoom(row);
  return { id: row.id };
}

function insertRoom(user: SessionUser, { scheduledAtMs, ...input }: CreateRoomInput): Promise<RoomRow> {
  const id = newId();
  const groupId = `room_${id}`;
  const scheduledAt = scheduledAtMs === null ? null : new Date(scheduledAtMs);
  return db().$transaction(async (tx) => {
    await tx.user.updateMany({ where: { id: user.id, role: "user" }, data: { role: "host" } });
    const room = await tx.room.create({
      data: { ...input, scheduledAt, id, hostId: user.id, groupId, streamName: newId() },
      include: withHost,
    });
    const profile = { kind: "group.profile", name: input.title, introduction: input.description, notification: "" } as const;
    await enqueue(tx, groupId, [{ kind: "group.create", name: input.title }, profile]);
    return room;
  });
}
