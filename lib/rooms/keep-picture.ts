import "server-only";
import { db } from "../db";
import { picturesKey } from "../keys";
import type { PictureEvent } from "../live/callback";
import { redis } from "../redis";

/** A room that is live is shown by this picture from now on. One of no room is passed over; it is kept in Redis alone, for there will be others. */
export async function keepPicture({ streamName, atMs, url }: PictureEvent): Promise<void> {
  const room = await db().room.findUnique({ where: { streamName }, select: { id: true, status: true } });
  if (room?.status === "live") await redis().hset(picturesKey, { [room.id]: `${atMs + 999} ${url}` }); // told in whole seconds
}
