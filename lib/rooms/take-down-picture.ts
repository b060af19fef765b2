import "server-only";
import { plainAnnouncement } from "../announcements/rules";
import { type AnnouncementBlock, announcementBlocks } from "../announcements/schema";
import type { Transaction } from "../db";
import { enqueue } from "../outbox";
import { type RoomRow, withHost } from "./record";
import { roomNews } from "./room-news";

/** An announcement that lost a picture: the room as it is then, and the blocks as they were. */
export interface TakenDown {
  row: RoomRow;
  blocks: AnnouncementBlock[];
}

/** Takes a picture out of a room's announcement, in the transaction of the act. Null when it is not in it any more. */
export async function takeDownPicture(tx: Transaction, roomId: string, imageId: string): Promise<TakenDown | null> {
  const blocks = await lockBlocks(tx, roomId);
  const rest = blocks.filter((block) => block.type !== "image" || block.imageId !== imageId);
  return rest.length === blocks.length ? null : { row: await store(tx, roomId, rest), blocks };
}

/** Puts an announcement back as it was before. Null when its host has written another one since. */
export async function putBackPicture(
  tx: Transaction,
  roomId: string,
  imageId: string,
  blocks: AnnouncementBlock[],
): Promise<RoomRow | null> {
  const now = await lockBlocks(tx, roomId);
  const rest = blocks.filter((block) => block.type !== "image" || block.imageId !== imageId);
  return JSON.stringify(now) === JSON.stringify(rest) ? store(tx, roomId, blocks) : null;
}

async function lockBlocks(tx: Transaction, roomId: string): Promise<AnnouncementBlock[]> {
  await tx.$queryRaw`SELECT "id" FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
  const room = await tx.room.findUniqueOrThrow({ where: { id: roomId }, select: { announcedBlocks: true } });
  return announcementBlocks.safeParse(room.announcedBlocks).data ?? [];
}

async function store(tx: Transaction, roomId: string, blocks: AnnouncementBlock[]): Promise<RoomRow> {
  const data = { announcement: plainAnnouncement(blocks), announcedBlocks: blocks, revision: { increment: 1 } };
  const row = await tx.room.update({ where: { id: roomId }, data, include: withHost });
  await enqueue(tx, row.groupId, roomNews(row));
  return row;
}
