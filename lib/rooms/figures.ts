import "server-only";
import { z } from "zod";
import { db } from "../db";
import { sendCustomMessage } from "../im/messages";
import { announcedKey, changedRoomsKey, figuresKey, onlineKey, roomKey } from "../keys";
import { logError } from "../log";
import { isWorthAnnouncing } from "../popularity/rules";
import { redis } from "../redis";
import { roomRecord } from "./record";

const BATCH = 100;

const figures = z.object({
  startedAtMs: z.coerce.number(),
  peak: z.coerce.number(),
  area: z.coerce.number(),
  messages: z.coerce.number(),
  atMs: z.coerce.number(),
});

/** Writes changed sessions' figures to PostgreSQL, and tells rooms their new count where it moved enough. */
export async function publishFigures(nowMs: number): Promise<void> {
  const changed = await redis().spop<string[]>(changedRoomsKey, BATCH);
  await Promise.all((changed ?? []).map((roomId) => publishRoomFigures(roomId, nowMs)));
}

async function publishRoomFigures(roomId: string, nowMs: number): Promise<void> {
  const pipeline = redis().pipeline();
  pipeline.hgetall(figuresKey(roomId));
  pipeline.hget(onlineKey, roomId);
  pipeline.hget(announcedKey, roomId);
  pipeline.get(roomKey(roomId));
  const [stored, online, announced, doc] = await pipeline.exec<[unknown, number | null, string | null, unknown]>();
  const room = roomRecord.safeParse(doc).data;
  await Promise.all([
    storeFigures(roomId, stored),
    room && announceCount(room.groupId, roomId, Number(online ?? 0), announced, nowMs),
  ]);
}

async function storeFigures(roomId: string, stored: unknown): Promise<void> {
  const known = figures.safeParse(stored).data;
  if (!known) return;
  const averageOnline = known.area / Math.max(1, known.atMs - known.startedAtMs);
  await db().liveSession.updateMany({
    where: { roomId, startedAt: new Date(known.startedAtMs) },
    data: { peakOnline: known.peak, averageOnline, messageCount: known.messages },
  });
}

/** The count is for the eye: it may be lost, so it goes straight out with priority Low and not through the outbox. */
async function announceCount(
  groupId: string,
  roomId: string,
  count: number,
  announced: string | null,
  nowMs: number,
): Promise<void> {
  const [lastCount = 0, lastAtMs = 0] = (announced ?? "").split(":").map(Number);
  if (count === lastCount) return;
  if (!isWorthAnnouncing(lastCount, count, nowMs - lastAtMs)) {
    await redis().sadd(changedRoomsKey, roomId); // look again in the next round
    return;
  }
  await redis().hset(announcedKey, { [roomId]: `${count}:${nowMs}` });
  const data = { v: 1, type: "room.online", roomId, onlineCount: count };
  try {
    await sendCustomMessage(groupId, data, { priority: "Low", random: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 });
  } catch (error) {
    logError("online count not announced", error, { roomId });
  }
}
