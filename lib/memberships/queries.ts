import "server-only";
import { db } from "../db";
import { membershipsKey } from "../keys";
import { redis } from "../redis";
import type { SessionUser } from "../users/schema";
import { membershipUntil } from "./rules";
import type { MembershipLine } from "./schema";

/** Until when somebody is a member of a room; null when not, or not any more. From Redis alone. */
export async function getMembershipUntil(roomId: string, userId: string, nowMs: number): Promise<number | null> {
  const untilMs = Number((await redis().hget<number>(membershipsKey(roomId), userId)) ?? 0);
  return untilMs > nowMs ? untilMs : null;
}

/** The person's own memberships that run, the one that ends next first. */
export async function listMemberships(user: SessionUser, nowMs: number): Promise<MembershipLine[]> {
  const orders = await db().membershipOrder.findMany({
    where: { fromId: user.id, transaction: { reversedBy: null } },
    select: {
      createdAt: true,
      roomId: true,
      room: { select: { title: true, language: true, host: { select: { name: true } } } },
    },
  });
  const rooms = new Map(orders.map(({ roomId, room }) => [roomId, room]));
  const lines = [...rooms].flatMap(([roomId, { title, language, host }]) => {
    const paid = orders.filter((order) => order.roomId === roomId);
    const untilMs = membershipUntil(paid.map(({ createdAt }) => createdAt.getTime())) ?? 0;
    return untilMs > nowMs ? [{ roomId, title, language, hostName: host.name, untilMs }] : [];
  });
  return lines.sort((one, other) => one.untilMs - other.untilMs);
}
