import "server-only";
import { db } from "../db";
import type { UserRole } from "../users/schema";

const MOST_USERS = 100;

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
