import "server-only";
import { levelKey, membershipsKey, roleKey, topGiversKey } from "../keys";
import { redis } from "../redis";
import { knownLevel, type MessageStamp } from "./schema";
import { type Standing, stampFor } from "./stamp";

/** A room as far as standings are concerned. */
type StandingRoom = { id: string; hostId: string; startedAtMs: number | null; moderatorIds: readonly string[] };

/** What people are in a room, in their order. One round trip. */
export async function readStandings(room: StandingRoom, userIds: readonly string[]): Promise<Standing[]> {
  if (userIds.length === 0) return [];
  const pipeline = redis().pipeline();
  pipeline.mget(...userIds.map(roleKey));
  pipeline.mget(...userIds.map(levelKey));
  pipeline.hmget(membershipsKey(room.id), ...userIds);
  pipeline.hgetall(topGiversKey(room.id));
  const [roles, levels, memberships, top] =
    await pipeline.exec<[(string | null)[], unknown[], Record<string, number> | null, Record<string, number> | null]>();
  const isOfSession = Number(top?.startedAtMs) === room.startedAtMs;
  return userIds.map((userId, index) => ({
    userId,
    role: roles[index] ?? null,
    isRoomModerator: room.moderatorIds.includes(userId),
    level: knownLevel.safeParse(levels[index]).data ?? null,
    memberUntilMs: Number(memberships?.[userId] ?? 0),
    giverPlace: isOfSession ? Number(top?.[userId] ?? 0) : 0,
  }));
}

/** What the server would stamp on a person's message in a room now. */
export async function getStamp(room: StandingRoom, userId: string, nowMs: number): Promise<MessageStamp> {
  const [standing] = await readStandings(room, [userId]);
  return standing ? stampFor(standing, room.hostId, nowMs) : { v: 1 };
}
