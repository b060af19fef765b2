import "server-only";
import { db } from "../db";
import { getFrontPage } from "../rooms/directory";
import type { RoomCard, StatusCounts } from "../rooms/schema";
import type { UserRole } from "../users/schema";
import type { PendingLane } from "./schema";

const MOST_USERS = 100;
const MOST_LANES = 20;

/** What the desk shows at first. */
export interface DeskOverview {
  counts: StatusCounts;
  onlineTotal: number;
  rooms: RoomCard[];
  users: { id: string; name: string; email: string; role: UserRole; createdAtMs: number }[];
  /** What Tencent has not accepted, yet or ever. */
  outbox: { pending: number; lanes: PendingLane[] };
}

/** Reads the desk. The caller has checked that the reader is an admin. */
export async function getDeskOverview(nowMs: number): Promise<DeskOverview> {
  const [front, users, pending, lanes] = await Promise.all([
    getFrontPage(),
    db().user.findMany({
      orderBy: { createdAt: "desc" },
      take: MOST_USERS,
      select: { id: true, name: true, email: true, role: true, createdAt: true },
    }),
    db().outboxEntry.count({ where: { acceptedAt: null } }),
    listPendingLanes(nowMs),
  ]);
  return {
    counts: front.counts,
    onlineTotal: front.onlineTotal,
    rooms: [...front.live.cards, ...front.paused],
    users: users.map(({ createdAt, ...user }) => ({ ...user, createdAtMs: createdAt.getTime() })),
    outbox: { pending, lanes },
  };
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

/** The lanes that wait longest. Of the errors the one that holds the lane up, else the last that set something aside. */
async function listPendingLanes(nowMs: number): Promise<PendingLane[]> {
  const rows = await db().$queryRaw<LaneRow[]>`
    SELECT entry."lane", count(*) FILTER (WHERE "refusedAt" IS NULL)::int AS "waiting", count("refusedAt")::int AS "refused",
      min(entry."createdAt") AS "oldest",
      (array_agg("lastError" ORDER BY "refusedAt" DESC NULLS FIRST, entry."id") FILTER (WHERE "lastError" IS NOT NULL))[1] AS "lastError",
      room."id" AS "roomId", room."title"
    FROM "OutboxEntry" AS entry LEFT JOIN "Room" AS room ON room."groupId" = entry."lane"
    WHERE entry."acceptedAt" IS NULL GROUP BY entry."lane", room."id", room."title" ORDER BY "oldest" LIMIT ${MOST_LANES}`;
  return rows.map(({ roomId, title, oldest, ...lane }) => ({
    ...lane,
    room: roomId && title ? { id: roomId, title } : null,
    oldestAgeMs: Math.max(0, nowMs - oldest.getTime()),
  }));
}
