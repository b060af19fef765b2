import "server-only";
import type { Transaction } from "../db";
import { messageRef } from "../messages/rules";
import { enqueue } from "../outbox";
import { chatOf, type RoomRow, withHost } from "../rooms/record";
import { chatNews } from "./change-room-chat";
import type { RoomChat } from "./schema";

/**
 * Takes a message down from above a room's chat, in the transaction that takes the message away. Gives the room as it is then,
 * for its publishing, or null when another message or none stands there.
 */
export async function takeDownPin(
  tx: Transaction,
  roomId: string,
  message: { fromId: string; random: number },
): Promise<RoomRow | null> {
  const room = await tx.room.findUnique({ where: { id: roomId }, include: withHost });
  const before = room && chatOf(room);
  if (!before?.pinned || messageRef(before.pinned) !== messageRef(message)) return null;
  const chat: RoomChat = { ...before, pinned: null, version: before.version + 1 };
  const data = { chat, revision: { increment: 1 } };
  const stored = await tx.room.update({ where: { id: roomId }, data, include: withHost });
  await enqueue(tx, stored.groupId, chatNews(roomId, chat));
  return stored;
}
