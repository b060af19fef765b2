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
  /** How much Tencent has not accepted, yet or ever. */
  pending: number;
}

/** Reads the desk. The caller has checked that the reader may see it. */
export async function getDeskOverview(): Promise<DeskOverview> {
  const [front, pending] = await Promise.all([getFrontPage(), db().outboxEntry.count({ where: { acceptedAt: null } })]);
  return { counts: front.counts, onlineTotal: front.onlineTotal, rooms: [...front.live.cards, ...front.paused], pending };
}

interface DeskUserRow {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  createdAtMs: number;
}

/** The newest accounts. The caller has checked that the reader is an admin. */
export async function listDeskUsers(): Promise<DeskUserRow[]> {
  const users = await db().user.findMany({
    orderBy: { createdAt: "desc" },
    take: MOST_USERS,
    select: { id: true, name: true, email: true, role: true, createdAt: true },
  });
  return users.map(({ createdAt, ...user }) => ({ ...user, createdAtMs: createdAt.getTime() }));
}

/** What Tencent has not accepted, yet or ever. The caller has checked that the reader is an admin. */
export async function getOutboxReport(nowMs: number): Promise<{ pending: number; lanes: PendingLane[] }> {
  const [pending, lanes] = await Promise.all([db().outboxEntry.count({ where: { acceptedAt: null } }), listPendingLanes(nowMs)]);
  return { pending, lanes };
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
