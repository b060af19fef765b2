import "server-only";
import { db } from "../db";
import { env } from "../env";
import { enqueueEach, type OutboxPayload } from "../outbox";
import { type DatedNotice, showNotice, takeDownNotice } from "./notices";
import type { BroadcastStatus, SiteNotice } from "./schema";

/** Stands for all groups in the outbox: one call in a second is all that Tencent takes. */
const ALL_GROUPS = "all-groups";
const MOST_AT_ONCE = 100_000;
const OPEN: BroadcastStatus[] = ["running", "paused"];

/**
 * Moves broadcasts on, once a second over all processes: notes what became of what was sent, puts the next rooms into the
 * outbox, and ends a broadcast whose rooms all have their result. A room's message is an entry of the outbox from then on, made
 * in one transaction with the note that it was, so it is sent once, whatever dies.
 */
export async function advanceBroadcasts(): Promise<void> {
  const isOpen = { OR: [{ status: { in: OPEN } }, { deliveries: { some: { status: "queued" as const } } }] };
  if ((await db().broadcast.count({ where: isOpen })) === 0) return;
  await settleDeliveries();
  await giveUpLate();
  await db().$executeRaw`
    UPDATE "Broadcast" SET "status" = 'done', "endedAt" = timezone('UTC', now())
    WHERE "status" IN ('running', 'paused') AND NOT EXISTS (
      SELECT 1 FROM "BroadcastDelivery" WHERE "broadcastId" = "Broadcast"."id" AND "status" IN ('waiting', 'queued')
    )`;
  const running = await db().broadcast.findMany({ where: { status: "running" }, orderBy: { createdAt: "asc" } });
  let budget = env().BROADCAST_ROOMS_PER_SECOND;
  for (const { id, text, validUntil, createdAt, isOneCall } of running) {
    const notice = { id, text, untilMs: validUntil.getTime(), atMs: createdAt.getTime() };
    if (isOneCall) await release(notice, MOST_AT_ONCE, true);
    else budget -= await release(notice, budget, false);
    if (budget <= 0) return;
  }
}

/** What Tencent took or will never take. */
async function settleDeliveries(): Promise<void> {
  await db().$executeRaw`
    UPDATE "BroadcastDelivery" SET "settledAt" = timezone('UTC', now()), "error" = entry."lastError",
      "status" = (CASE WHEN entry."refusedAt" IS NULL THEN 'delivered' ELSE 'refused' END)::"DeliveryStatus"
    FROM "OutboxEntry" AS entry
    WHERE entry."id" = "outboxId" AND "status" = 'queued' AND (entry."acceptedAt" IS NOT NULL OR entry."refusedAt" IS NOT NULL)`;
}

/** What was held up until its time was over is told to nobody any more. */
async function giveUpLate(): Promise<void> {
  await db().$executeRaw`
    UPDATE "BroadcastDelivery" SET "settledAt" = timezone('UTC', now()), "status" = 'cancelled'
    FROM "Broadcast" WHERE "Broadcast"."id" = "broadcastId" AND "BroadcastDelivery"."status" = 'waiting'
      AND "validUntil" <= timezone('UTC', now())`;
}

interface DueRoom {
  roomId: string;
  groupId: string;
}

/** Puts the next rooms of a broadcast into the outbox, and shows its notice to those who come in there. Gives how many there were. */
async function release({ atMs, ...notice }: DatedNotice, most: number, isOneCall: boolean): Promise<number> {
  const next = await db().broadcastDelivery.findMany({
    where: { broadcastId: notice.id, status: "waiting" },
    orderBy: { roomId: "asc" },
    take: most,
    select: { roomId: true },
  });
  if (next.length === 0) return 0;
  const roomIds = next.map(({ roomId }) => roomId);
  // First: who comes in after the message was sent must find it.
  await showNotice(roomIds, { ...notice, atMs });
  const released = await db().$transaction(async (tx) => {
    // Held until the end: a cancel comes before this, and leaves nothing to release, or after it.
    const held = await tx.$queryRaw<
      object[]
    >`SELECT 1 FROM "Broadcast" WHERE "id" = ${notice.id} AND "status" = 'running' FOR UPDATE`;
    if (held.length === 0) return null;
    const due = await tx.$queryRaw<DueRoom[]>`
      SELECT "roomId", "groupId" FROM "BroadcastDelivery" JOIN "Room" ON "Room"."id" = "roomId"
      WHERE "broadcastId" = ${notice.id} AND "BroadcastDelivery"."status" = 'waiting' AND "roomId" = ANY(${roomIds})`;
    if (due.length === 0) return 0;
    const outboxIds = await enqueueEach(tx, isOneCall ? [toAll(notice)] : due.map((room) => toRoom(room, notice)));
    await tx.$executeRaw`
      UPDATE "BroadcastDelivery" SET "status" = 'queued', "outboxId" = due."outboxId"
      FROM unnest(${due.map(({ roomId }) => roomId)}::text[], ${due.map((_, at) => outboxIds[isOneCall ? 0 : at])}::bigint[])
        AS due("roomId", "outboxId")
      WHERE "broadcastId" = ${notice.id} AND "BroadcastDelivery"."roomId" = due."roomId"`;
    return due.length;
  });
  // Held up or ended in this moment: who was told nothing is shown nothing.
  if (released === null) await takeDownUntold(notice.id, roomIds);
  return released ?? 0;
}

async function takeDownUntold(broadcastId: string, roomIds: readonly string[]): Promise<void> {
  const untold = await db().broadcastDelivery.findMany({
    where: { broadcastId, roomId: { in: [...roomIds] }, status: { in: ["waiting", "cancelled"] } },
    select: { roomId: true },
  });
  await takeDownNotice(
    untold.map(({ roomId }) => roomId),
    broadcastId,
  );
}

type Addressed = { lane: string; payload: OutboxPayload };

function toRoom({ roomId, groupId }: DueRoom, notice: SiteNotice): Addressed {
  return { lane: groupId, payload: { kind: "message.custom", data: { v: 1, type: "site.notice", roomId, notice } } };
}

function toAll(notice: SiteNotice): Addressed {
  return { lane: ALL_GROUPS, payload: { kind: "message.all", data: { v: 1, type: "site.notice", roomId: null, notice } } };
}
