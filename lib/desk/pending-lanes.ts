import "server-only";
import { db } from "../db";
import type { PendingLane } from "./schema";

const MOST_LANES = 20;

/** How much Tencent has not accepted, yet or ever. */
export function countPending(): Promise<number> {
  return db().outboxEntry.count({ where: { acceptedAt: null } });
}

interface LaneRow {
  lane: string;
  waiting: number;
  refused: number;
  oldest: Date;
  lastError: string | null;
  roomId: string | null;
  title: string | null;
}

/** The lanes that wait longest, or one of them. Of the errors the one that holds the lane up, else the last that set something aside. */
export async function listPendingLanes(nowMs: number, lane: string | null = null): Promise<PendingLane[]> {
  const rows = await db().$queryRaw<LaneRow[]>`
    SELECT entry."lane", count(*) FILTER (WHERE "refusedAt" IS NULL)::int AS "waiting", count("refusedAt")::int AS "refused",
      min(entry."createdAt") AS "oldest",
      (array_agg("lastError" ORDER BY "refusedAt" DESC NULLS FIRST, entry."id") FILTER (WHERE "lastError" IS NOT NULL))[1] AS "lastError",
      room."id" AS "roomId", room."title"
    FROM "OutboxEntry" AS entry LEFT JOIN "Room" AS room ON room."groupId" = entry."lane"
    WHERE entry."acceptedAt" IS NULL AND (${lane}::text IS NULL OR entry."lane" = ${lane}) GROUP BY entry."lane", room."id", room."title" ORDER BY "oldest" LIMIT ${MOST_LANES}`;
  return rows.map(({ roomId, title, oldest, ...lane }) => ({
    ...lane,
    room: roomId && title ? { id: roomId, title } : null,
    oldestAgeMs: Math.max(0, nowMs - oldest.getTime()),
  }));
}
