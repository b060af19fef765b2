import "server-only";
import { db } from "../db";
import { Prisma } from "../generated/prisma/client";
import type { DeskUser, DeskUserPage, DeskUserQuery } from "../users/schema";

const PAGE = 50;

type Row = Omit<DeskUser, "createdAtMs"> & { createdAt: Date };

/** Accounts, the newest first; with `q` those whose name, address or id holds it. The caller has checked that they may be read. */
export async function listDeskUsers({ q, before }: DeskUserQuery): Promise<DeskUserPage> {
  const named = Prisma.sql`("id" = ${q} OR strpos(lower("email"), lower(${q})) > 0 OR strpos(search_text("name"), search_text(${q})) > 0)`;
  const wanted = [
    ...(q ? [named] : [Prisma.sql`true`]),
    ...(before ? [Prisma.sql`("createdAt", "id") < (${new Date(before.atMs)}, ${before.id})`] : []),
  ];
  const rows = await db().$queryRaw<Row[]>`
    SELECT "id", "name", "email", "role"::text AS "role", "createdAt" FROM "User"
    WHERE ${Prisma.join(wanted, " AND ")} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${PAGE + 1}`;
  const users = rows.slice(0, PAGE).map(({ createdAt, ...user }) => ({ ...user, createdAtMs: createdAt.getTime() }));
  const last = rows.length > PAGE ? users.at(-1) : undefined;
  return { users, next: last ? `${last.createdAtMs}-${last.id}` : null };
}
