import "server-only";
import { db } from "../db";
import { Prisma } from "../generated/prisma/client";
import { grouped } from "../grouped";
import { membershipRevisionsKey, membershipsKey } from "../keys";
import { redis } from "../redis";
import { MEMBERSHIP_DAYS, membershipUntil } from "./rules";
import { WRITE_MEMBERSHIPS } from "./script";

const BATCH = 500;

/** A room and somebody who pays to be its member. */
export interface MemberOfRoom {
  roomId: string;
  userId: string;
}

interface Payments extends MemberOfRoom {
  /** Of the payments that count: those that were taken back do not. */
  paidAtMs: number[] | null;
  /** Grows with each payment and with each that is taken back. */
  revision: number;
}

const payments = Prisma.sql`"MembershipOrder" AS paid
  LEFT JOIN "LedgerTransaction" AS back ON back."reversesId" = paid."transactionId"`;
const columns = Prisma.sql`paid."roomId", paid."fromId" AS "userId",
  array_agg((extract(epoch FROM paid."createdAt") * 1000)::float8) FILTER (WHERE back."id" IS NULL) AS "paidAtMs",
  (count(*) + count(back."id"))::int AS "revision"`;

/** Brings Redis up to date with what is stored about these people's memberships. Safe to repeat; of two at once the newer stays. */
export async function projectMemberships(pairs: readonly MemberOfRoom[]): Promise<void> {
  if (pairs.length === 0) return;
  const rows = await db().$queryRaw<Payments[]>`
    SELECT ${columns} FROM ${payments}
    JOIN unnest(${pairs.map(({ roomId }) => roomId)}::text[], ${pairs.map(({ userId }) => userId)}::text[])
      AS wanted("roomId", "userId") ON wanted."roomId" = paid."roomId" AND wanted."userId" = paid."fromId"
    GROUP BY paid."roomId", paid."fromId"`;
  await write(rows);
}

async function write(rows: readonly Payments[]): Promise<void> {
  if (rows.length === 0) return;
  const pipeline = redis().pipeline();
  for (const [roomId, ofRoom] of grouped(rows, (row) => row.roomId)) {
    const args = ofRoom.flatMap(({ userId, paidAtMs, revision }) => {
      const untilMs = membershipUntil((paidAtMs ?? []).map(Math.round));
      return [userId, String(untilMs ?? ""), String(revision)];
    });
    pipeline.eval(WRITE_MEMBERSHIPS, [membershipsKey(roomId), membershipRevisionsKey(roomId)], args);
  }
  await pipeline.exec();
}

/** Writes all memberships that run into an emptied Redis. */
export async function restoreMemberships(nowMs: number): Promise<void> {
  let after = { roomId: "", userId: "" };
  for (;;) {
    const rows = await db().$queryRaw<Payments[]>`
      SELECT ${columns} FROM ${payments} WHERE (paid."roomId", paid."fromId") > (${after.roomId}, ${after.userId})
      GROUP BY paid."roomId", paid."fromId"
      HAVING max(paid."createdAt") + count(*) * make_interval(days => ${MEMBERSHIP_DAYS}::int) > ${new Date(nowMs)}
      ORDER BY paid."roomId", paid."fromId" LIMIT ${BATCH}`;
    await write(rows);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}
