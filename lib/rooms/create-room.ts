import "server-only";
import { db } from "../db";
import { newId } from "../ids";
import { limit } from "../limit";
import { enqueue } from "../outbox";
import type { SessionUser } from "../users/schema";
import { publishRoom } from "./apply-room-event";
import type { CreateRoomInput } from "./schema";

const MOST_PER_HOUR = 20;

/** Opens a room for a signed-in user, who becomes a host by the first one. Its chat group is made through the outbox. */
export async function createRoom(user: SessionUser, input: CreateRoomInput): Promise<{ id: string }> {
  await limit("create-room", user.id, MOST_PER_HOUR, 3_600);
  const id = newId();
  const groupId = `room_${id}`;
  const row = await db().$transaction(async (tx) => {
    await tx.user.updateMany({ where: { id: user.id, role: "user" }, data: { role: "host" } });
    const room = await tx.room.create({
      data: { ...input, id, hostId: user.id, groupId, streamName: newId() },
      include: { host: { select: { name: true } } },
    });
    await enqueue(tx, groupId, [{ kind: "group.create", name: input.title }]);
    return room;
  });
  await publishRoom(row);
  return { id };
}
