import "server-only";
import { db } from "../db";
import { noticeKey } from "../keys";
import { redis } from "../redis";
import type { SiteNotice } from "./schema";

const PIECE = 500;

/** Takes a room's notice down unless it is another one by now. KEYS: notices. ARGV: the broadcast's id. */
const TAKE_DOWN = `
for _, key in ipairs(KEYS) do
  local doc = redis.call('GET', key)
  if doc and cjson.decode(doc).id == ARGV[1] then redis.call('DEL', key) end
end
return 1`;

/** Shows a notice to those who come into these rooms, until its time is over. Safe to repeat. */
export async function showNotice(roomIds: readonly string[], notice: SiteNotice): Promise<void> {
  for (let from = 0; from < roomIds.length; from += PIECE) {
    const pipeline = redis().pipeline();
    for (const roomId of roomIds.slice(from, from + PIECE)) {
      pipeline.set(noticeKey(roomId), JSON.stringify(notice), { pxat: notice.untilMs });
    }
    await pipeline.exec();
  }
}

/** Takes a notice down where it stands. Safe to repeat. */
export async function takeDownNotice(roomIds: readonly string[], broadcastId: string): Promise<void> {
  for (let from = 0; from < roomIds.length; from += PIECE) {
    await redis().eval(TAKE_DOWN, roomIds.slice(from, from + PIECE).map(noticeKey), [broadcastId]);
  }
}

/** Writes the notices that still hold into an emptied Redis. */
export async function restoreNotices(nowMs: number): Promise<void> {
  const broadcasts = await db().broadcast.findMany({
    where: { validUntil: { gt: new Date(nowMs) }, status: { not: "cancelled" } },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      text: true,
      validUntil: true,
      deliveries: { where: { status: { in: ["queued", "delivered"] } }, select: { roomId: true } },
    },
  });
  for (const { id, text, validUntil, deliveries } of broadcasts) {
    const notice = { id, text, untilMs: validUntil.getTime() };
    await showNotice(
      deliveries.map(({ roomId }) => roomId),
      notice,
    );
  }
}
