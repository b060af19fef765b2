import "server-only";
import { z } from "zod";
import { db } from "../db";
import { priorities } from "../guide/rules";
import { MessageDropped, sendCustomMessage } from "../im/messages";
import { announcedKey, changedRoomsKey, figuresKey, onlineKey, projectionKey, roomKey } from "../keys";
import { logError } from "../log";
import { noteOwn } from "../message-health/note";
import { isWorthAnnouncing } from "../popularity/rules";
import { FIGURES_LUA } from "../popularity/scripts";
import { redis } from "../redis";
import { untilDone } from "../until-done";
import { roomRecord } from "./record";

const BATCH = 100;
/** How long one round of upkeep publishes figures. */
const PUBLISH_MS = 800;
/** How many announcements go out in one round: the vendor takes 200 calls a second from all processes together. */
const MOST_ANNOUNCEMENTS = 100;

interface Round {
  nowMs: number;
  announcementsLeft: number;
}

const figures = z.object({
  startedAtMs: z.coerce.number(),
  peak: z.coerce.number(),
  area: z.coerce.number(),
  messages: z.coerce.number(),
  likes: z.coerce.number().default(0),
  /** The total of likes that the room was told last in the server's name. */
  likesTold: z.coerce.number().default(0),
  atMs: z.coerce.number(),
});
type Figures = z.infer<typeof figures>;

/** Adds a running session's stored figures, once, to what may have been counted since Redis was emptied. */
const RESTORE_FIGURES = `${FIGURES_LUA}
openFigures(KEYS[1], { status = 'live', startedAtMs = tonumber(ARGV[1]) }, tonumber(ARGV[2]))
if redis.call('HSETNX', KEYS[1], 'isRestored', 1) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'peak', math.max(tonumber(redis.call('HGET', KEYS[1], 'peak')), tonumber(ARGV[3])))
redis.call('HINCRBYFLOAT', KEYS[1], 'area', ARGV[4])
redis.call('HINCRBY', KEYS[1], 'messages', ARGV[5])
redis.call('HINCRBY', KEYS[1], 'likes', ARGV[6])
return 1`;

/** Writes the figures of running sessions from PostgreSQL into an emptied Redis, so that counts go on where they were. */
export async function restoreFigures(nowMs: number): Promise<void> {
  const sessions = await db().liveSession.findMany({ where: { endedAt: null } });
  if (sessions.length === 0) return;
  const pipeline = redis().pipeline();
  for (const { roomId, startedAt, peakOnline, averageOnline, messageCount, likeCount } of sessions) {
    const startedAtMs = startedAt.getTime();
    const area = averageOnline * (nowMs - startedAtMs);
    const figures = [startedAtMs, nowMs, peakOnline, area, messageCount, likeCount].map(String);
    pipeline.eval(RESTORE_FIGURES, [figuresKey(roomId)], figures);
  }
  await pipeline.exec();
}

/**
 * Writes changed sessions' figures to PostgreSQL, and tells rooms their new count where it moved enough. Waits while Redis is
 * being filled again: until then the figures there are those since it was emptied.
 */
export async function publishFigures(nowMs: number): Promise<void> {
  if (!(await redis().exists(projectionKey))) return;
  const round: Round = { nowMs, announcementsLeft: MOST_ANNOUNCEMENTS };
  const [waiting, failures]: [string[], unknown[]] = [[], []];
  await untilDone(PUBLISH_MS, async () => {
    const changed = (await redis().spop<string[]>(changedRoomsKey, BATCH)) ?? [];
    const results = await Promise.allSettled(changed.map((roomId) => publishRoomFigures(roomId, round)));
    for (const [index, result] of results.entries()) {
      if (result.status === "rejected") failures.push(result.reason);
      if (result.status === "rejected" || !result.value) waiting.push(...changed.slice(index, index + 1));
    }
    return changed.length === BATCH && failures.length === 0;
  });
  const [first, ...others] = waiting;
  if (first !== undefined) await redis().sadd(changedRoomsKey, first, ...others); // look again in the next round
  if (failures.length > 0) throw new AggregateError(failures, String(failures[0]));
}

/** False when there is something that the room is to be told later. */
async function publishRoomFigures(roomId: string, round: Round): Promise<boolean> {
  const pipeline = redis().pipeline();
  pipeline.hgetall(figuresKey(roomId));
  pipeline.hget(onlineKey, roomId);
  pipeline.hget(announcedKey, roomId);
  pipeline.get(roomKey(roomId));
  const [stored, online, announced, doc] = await pipeline.exec<[unknown, number | null, string | null, unknown]>();
  const room = roomRecord.safeParse(doc).data;
  const known = figures.safeParse(stored).data;
  const told = await Promise.all([
    room ? announceCount(room.groupId, roomId, Number(online ?? 0), announced, round) : true,
    room && known ? announceLikes(room.groupId, roomId, known, round) : true,
    known && storeFigures(roomId, known),
  ]);
  return !told.includes(false);
}

async function storeFigures(roomId: string, known: Figures): Promise<void> {
  const averageOnline = known.area / Math.max(1, known.atMs - known.startedAtMs);
  const { peak, messages, likes, startedAtMs } = known;
  // None of these counts falls within a session: what is smaller was read before something was lost.
  await db().$executeRaw`
    UPDATE "LiveSession" SET "averageOnline" = ${averageOnline}::float8, "peakOnline" = GREATEST("peakOnline", ${peak}::int),
      "messageCount" = GREATEST("messageCount", ${messages}::int), "likeCount" = GREATEST("likeCount", ${likes}::int)
    WHERE "roomId" = ${roomId} AND "startedAt" = ${new Date(startedAtMs)}::timestamp`;
}

/** False when it is to be told later. */
async function announceCount(
  groupId: string,
  roomId: string,
  count: number,
  announced: string | null,
  round: Round,
): Promise<boolean> {
  const { nowMs } = round;
  const [lastCount = 0, lastAtMs = 0] = (announced ?? "").split(":").map(Number);
  if (count === lastCount) return true;
  if (!isWorthAnnouncing(lastCount, count, nowMs - lastAtMs) || !hasTurn(round)) return false;
  await redis().hset(announcedKey, { [roomId]: `${count}:${nowMs}` });
  await announce(groupId, { v: 1, type: "room.online", roomId, onlineCount: count });
  return true;
}

/**
 * Tells a room the total when it has changed. The batches that it saw came in a viewer's name, and anybody could make them up.
 * False when it is to be told later.
 */
async function announceLikes(groupId: string, roomId: string, { likes, likesTold }: Figures, round: Round): Promise<boolean> {
  if (likes === likesTold) return true;
  if (!hasTurn(round)) return false;
  await redis().hset(figuresKey(roomId), { likesTold: likes });
  await announce(groupId, { v: 1, type: "room.likes", roomId, total: likes });
  return true;
}

function hasTurn(round: Round): boolean {
  round.announcementsLeft -= 1;
  return round.announcementsLeft >= 0;
}

/** Numbers are for the eye: they may be lost, so they go straight out with priority Low and not through the outbox. */
async function announce(groupId: string, data: { v: 1; type: string; roomId: string } & Record<string, unknown>): Promise<void> {
  try {
    await sendCustomMessage(groupId, data, {
      priority: priorities.count,
      random: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    });
    noteOwn(groupId, "count", null, Date.now());
  } catch (error) {
    if (error instanceof MessageDropped) noteOwn(groupId, "count", error.reason, Date.now());
    logError(`${data.type} not announced`, error, { roomId: data.roomId });
  }
}
