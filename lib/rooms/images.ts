import "server-only";
import { unstable_cache } from "next/cache";
import { announcementBlocks } from "../announcements/schema";
import { db } from "../db";
import { roomTag } from "../keys";

/** A picture of a room's announcement as base64, because the cache keeps JSON. */
interface StoredImage {
  type: string;
  base64: string;
}

async function readImage(roomId: string, id: string): Promise<StoredImage | null> {
  const image = await db().roomImage.findUnique({
    where: { roomId_id: { roomId, id } },
    select: { type: true, bytes: true, room: { select: { announcedBlocks: true } } },
  });
  const blocks = announcementBlocks.safeParse(image?.room.announcedBlocks).data ?? [];
  if (!blocks.some((block) => block.type === "image" && block.imageId === id)) return null; // a moderator took it down
  return image && { type: image.type, base64: Buffer.from(image.bytes).toString("base64") };
}

/** A picture of the announcement that a room shows now; null for any other. Cached until the room changes. */
export async function getRoomImage(roomId: string, id: string): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const image = await unstable_cache(readImage, ["room-image"], { tags: [roomTag(roomId)] })(roomId, id);
  return image && { type: image.type, bytes: new Uint8Array(Buffer.from(image.base64, "base64")) };
}
