import "server-only";
import { db } from "../db";
import { Prisma } from "../generated/prisma/client";
import { membershipsKey } from "../keys";
import { redis } from "../redis";
import { MEMBERSHIP_DAYS, membershipUntil } from "./rules";

const BATCH = 500;

/** A room and somebody who pays to be its member. */
export interface MemberOfRoom {
  roomId: string;
  userId: string;
}

interface Payments extends MemberOfRoom {
  paidAtMs: number[];
}

/** Payments that count: those that were taken back do not. */
const counts = Prisma.sql`NOT EXISTS (SELECT 1 FROM "LedgerTransaction" AS back WHERE back."reversesId" = paid."transactionId")`;
const moments = Prisma.sql`array_agg((extract(epoch FROM paid."createdAt") * 1000)::float8)`;

/** Brings Redis up to date with what is stored about these people's memberships. Safe to repeat. */
export async function projectMemberships(pairs: readonly MemberOfRoom[]): Promise<void> {
  const [first] = pairs;
  if (!first) return;
  const rows = await db().$queryRaw<Payments[]>`
    SELECT paid."roomId", paid."fromId" AS "userId", ${moments} AS "paidAtMs" FROM "MembershipOrder" AS paid
    JOIN unnest(${pairs.map(({ roomId }) => roomId)}::text[], ${pairs.map(({ userId }) => userId)}::text[])
      AS wanted("roomId", "userId") ON wanted."roomId" = paid."roomId" AND wanted."userId" = paid."fromId"
    WHERE ${counts} GROUP BY paid."roomId", paid."fromId"`;
  const pipeline = redis().pipeline();
  for (const { roomId, userId } of pairs) {
    const row = rows.find((one) => one.roomId === roomId && one.userId === userId);
    if (row) pipeline.hset(membershipsKey(roomId), { [userId]: untilOf(row) });
    else pipeline.hdel(membershipsKey(roomId), userId);
  }
  await pipeline.exec();
}

const untilOf = ({ paidAtMs }: Payments): number => membershipUntil(paidAtMs.map(Math.round)) ?? 0;

/** Writes all memberships that run into an emptied Redis. */
export async function restoreMemberships(nowMs: number): Promise<void> {
  let after = { roomId: "", userId: "" };
  for (;;) {
    const rows = await db().$queryRaw<Payments[]>`
      SELECT paid."roomId", paid."fromId" AS "userId", ${moments} AS "paidAtMs" FROM "MembershipOrder" AS paid
      WHERE ${counts} AND (paid."roomId", paid."fromId") > (${after.roomId}, ${after.userId})
      GROUP BY paid."roomId", paid."fromId"
      HAVING max(paid."createdAt") + count(*) * make_interval(days => ${MEMBERSHIP_DAYS}::int) > ${new Date(nowMs)}
      ORDER BY paid."roomId", paid."fromId" LIMIT ${BATCH}`;
    const pipeline = redis().pipeline();
    for (const row of rows) pipeline.hset(membershipsKey(row.roomId), { [row.userId]: untilOf(row) });
    if (rows.length > 0) await pipeline.exec();
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}
