import "server-only";
import { db } from "../db";
import { settledKey } from "../keys";
import { rememberLevels } from "../levels/remember-levels";
import { markAfter } from "../mark-after";
import { projectMemberships } from "../memberships/projection";
import { redis } from "../redis";
import { projectGivers } from "./queries";

/** Transactions in one round; more than that are left for the next. */
const MOST = 2_000;

interface Settled {
  kind: "gift" | "membership";
  roomId: string;
  userId: string;
}

/**
 * Brings levels, leaderboards and memberships in Redis up to date with the gifts and memberships that were booked or taken
 * back since it was last done. The ledger itself says what those are, so that nothing is lost when a process dies after its
 * commit. Each transaction is looked at in two rounds: one with a lower number may be committed a moment after a higher one.
 */
export async function settleLedger(nowMs: number): Promise<void> {
  const progress = await readProgress();
  if (!progress) return begin(nowMs);
  const [before, until] = progress;
  const [newest] = await db().$queryRaw<{ id: bigint | null }[]>`
    SELECT max("id") AS "id" FROM (SELECT "id" FROM "LedgerTransaction" WHERE "id" > ${before} ORDER BY "id" LIMIT ${MOST}) AS next`;
  const last = newest?.id ?? until;
  const settled = await db().$queryRaw<Settled[]>`
    SELECT DISTINCT 'gift' AS "kind", paid."roomId", paid."fromId" AS "userId" FROM "LedgerTransaction" AS moved
    JOIN "GiftOrder" AS paid ON paid."transactionId" = coalesce(moved."reversesId", moved."id")
    WHERE moved."id" > ${before} AND moved."id" <= ${last}
    UNION ALL
    SELECT DISTINCT 'membership', paid."roomId", paid."fromId" FROM "LedgerTransaction" AS moved
    JOIN "MembershipOrder" AS paid ON paid."transactionId" = coalesce(moved."reversesId", moved."id")
    WHERE moved."id" > ${before} AND moved."id" <= ${last}`;
  await rememberLevels([...new Set(settled.map(({ userId }) => userId))]);
  await projectMemberships(settled.filter(({ kind }) => kind === "membership"));
  const rooms = new Set(settled.filter(({ kind }) => kind === "gift").map(({ roomId }) => roomId));
  for (const roomId of rooms) await projectGivers(roomId, nowMs);
  await redis().set(settledKey, `${until}:${last}`, { xx: true }); // not when it was emptied meanwhile
}

/** Where the round before the last one ended, and where that ended; null when Redis was emptied. */
async function readProgress(): Promise<[bigint, bigint] | null> {
  const found = /^(\d+):(\d+)$/.exec(String((await redis().get<unknown>(settledKey)) ?? ""));
  return found?.[1] && found[2] ? [BigInt(found[1]), BigInt(found[2])] : null;
}

/**
 * After Redis was emptied: writes the leaderboards of the sessions that run, for the badge. Other boards and levels are read
 * when somebody asks for them, and memberships are restored with the rooms.
 */
async function begin(nowMs: number): Promise<void> {
  await markAfter(settledKey, async () => {
    const [newest] = await db().$queryRaw<{ id: bigint | null }[]>`SELECT max("id") AS "id" FROM "LedgerTransaction"`;
    const until = newest?.id ?? 0n;
    const rooms = await db().$queryRaw<{ roomId: string }[]>`
    SELECT "roomId" FROM "LiveSession" AS session WHERE "endedAt" IS NULL
    AND EXISTS (SELECT 1 FROM "GiftOrder" AS paid WHERE paid."sessionId" = session."id")`;
    for (const { roomId } of rooms) await projectGivers(roomId, nowMs);
    return `${until}:${until}`;
  });
}
