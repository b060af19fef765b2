import "server-only";
import { db } from "../db";
import { noticeKey } from "../keys";
import { redis } from "../redis";
import type { SiteNotice } from "./schema";

const PIECE = 500;
/** Broadcasts that were cancelled within this are looked after: a process may have died between its commit and its taking down. */
const REPAIRED_MS = 120_000;

/** A notice with the moment when it was written: a later one takes its place. */
export interface DatedNotice extends SiteNotice {
  atMs: number;
}

/** Shows a notice unless a later one stands. KEYS: notices. ARGV: the notice, when it was written, its end. */
const SHOW = `
for _, key in ipairs(KEYS) do
  local doc = redis.call('GET', key)
  local known = doc and cjson.decode(doc).atMs or 0
  if known <= tonumber(ARGV[2]) then redis.call('SET', key, ARGV[1], 'PXAT', ARGV[3]) end
end
return 1`;

/** Takes a room's notice down unless it is another one by now. KEYS: notices. ARGV: the broadcast's id. */
const TAKE_DOWN = `
for _, key in ipairs(KEYS) do
  local doc = redis.call('GET', key)
  if doc and cjson.decode(doc).id == ARGV[1] then redis.call('DEL', key) end
end
return 1`;

/** Shows a notice to those who come into these rooms, until its time is over. Safe to repeat. */
export async function showNotice(roomIds: readonly string[], notice: DatedNotice): Promise<void> {
  const args = [JSON.stringify(notice), String(notice.atMs), String(notice.untilMs)];
  for (let from = 0; from < roomIds.length; from += PIECE) {
    await redis().eval(SHOW, roomIds.slice(from, from + PIECE).map(noticeKey), args);
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
      createdAt: true,
      deliveries: { where: { status: { in: ["queued", "delivered"] } }, select: { roomId: true } },
    },
  });
  for (const { id, text, validUntil, createdAt, deliveries } of broadcasts) {
    const notice = { id, text, untilMs: validUntil.getTime(), atMs: createdAt.getTime() };
    await showNotice(
      deliveries.map(({ roomId }) => roomId),
      notice,
    );
  }
}

/** Takes down again what was cancelled lately. */
export async function repairNotices(nowMs: number): Promise<void> {
  const cancelled = await db().broadcast.findMany({
    where: { status: "cancelled", endedAt: { gt: new Date(nowMs - REPAIRED_MS) } },
    select: { id: true, deliveries: { select: { roomId: true } } },
  });
  for (const { id, deliveries } of cancelled) {
    await takeDownNotice(
      deliveries.map(({ roomId }) => roomId),
      id,
    );
  }
}
