import "server-only";
import { db } from "../db";
import { getFrontPage } from "../rooms/queries";
import type { RoomCard, StatusCounts } from "../rooms/schema";
import type { UserRole } from "../users/schema";

const MOST_USERS = 100;

/** What the desk shows at first. */
export interface DeskOverview {
  counts: StatusCounts;
  onlineTotal: number;
  rooms: RoomCard[];
  users: { id: string; name: string; email: string; role: UserRole; createdAtMs: number }[];
  /** What Tencent has not accepted, yet or ever. */
  outbox: { pending: number; oldestAgeMs: number | null; lastError: string | null };
}

/** Reads the desk. The caller has checked that the reader is an admin. */
export async function getDeskOverview(nowMs: number): Promise<DeskOverview> {
  const [front, users, pending, oldest] = await Promise.all([
    getFrontPage(),
    db().user.findMany({
      orderBy: { createdAt: "desc" },
      take: MOST_USERS,
      select: { id: true, name: true, email: true, role: true, createdAt: true },
    }),
    db().outboxEntry.count({ where: { acceptedAt: null } }),
    db().outboxEntry.findFirst({ where: { acceptedAt: null }, orderBy: { id: "asc" } }),
  ]);
  return {
    counts: front.counts,
    onlineTotal: front.onlineTotal,
    rooms: [...front.live.cards, ...front.paused],
    users: users.map(({ createdAt, ...user }) => ({ ...user, createdAtMs: createdAt.getTime() })),
    outbox: {
      pending,
      oldestAgeMs: oldest ? nowMs - oldest.createdAt.getTime() : null,
      lastError: oldest?.lastError ?? null,
    },
  };
}
