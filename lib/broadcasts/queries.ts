import "server-only";
import { db } from "../db";
import { type BroadcastView, type DeliveryView, deliveryStatuses } from "./schema";

const SHOWN = 20;
const MOST_ROOMS = 500;

/** The newest broadcasts with how far they are. The caller has checked that the reader is an admin. */
export async function listBroadcasts(): Promise<BroadcastView[]> {
  const rows = await db().broadcast.findMany({ orderBy: { createdAt: "desc" }, take: SHOWN });
  const ids = rows.map(({ id }) => id);
  const [counts, people] = await Promise.all([
    db().broadcastDelivery.groupBy({ by: ["broadcastId", "status"], where: { broadcastId: { in: ids } }, _count: true }),
    db().user.findMany({ where: { id: { in: rows.map(({ byId }) => byId) } }, select: { id: true, name: true } }),
  ]);
  return rows.map(({ id, text, byId, status, isOneCall, createdAt, validUntil }) => {
    const count = (wanted: string) => counts.find((one) => one.broadcastId === id && one.status === wanted)?._count ?? 0;
    const rooms = Object.fromEntries(deliveryStatuses.map((one) => [one, count(one)])) as BroadcastView["rooms"];
    const byName = people.find((person) => person.id === byId)?.name ?? byId;
    return { id, text, byName, status, isOneCall, createdAtMs: createdAt.getTime(), untilMs: validUntil.getTime(), rooms };
  });
}

/** What became of a broadcast in each room, at most 500: those that were refused first, then those that wait. */
export async function listDeliveries(broadcastId: string): Promise<DeliveryView[]> {
  return db().$queryRaw<DeliveryView[]>`
    SELECT "roomId", "title", "BroadcastDelivery"."status"::text AS "status", "error"
    FROM "BroadcastDelivery" JOIN "Room" ON "Room"."id" = "roomId" WHERE "broadcastId" = ${broadcastId}
    ORDER BY array_position(ARRAY['refused', 'queued', 'waiting', 'cancelled', 'delivered'], "BroadcastDelivery"."status"::text), "title"
    LIMIT ${MOST_ROOMS}`;
}
