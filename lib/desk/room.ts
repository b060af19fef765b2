import "server-only";
import { db } from "../db";
import { env } from "../env";
import { giftReceipt } from "../gifts/schema";
import { listMessageHealth } from "../message-health/queries";
import { summarize } from "../message-health/rules";
import { getRoomRecord, getRoomSnapshot } from "../rooms/queries";
import type { RoomView } from "../rooms/schema";
import { cardOf } from "../rooms/view";
import { listPendingLanes } from "./pending-lanes";
import type { DeskRoomState } from "./schema";

const GIFTS_SHOWN = 8;
const LOTTERIES_SHOWN = 5;

/** A room as the desk opens it; null for one that does not exist. The caller has checked that the reader may see the desk. */
export async function getDeskRoom(roomId: string, nowMs: number): Promise<{ view: RoomView; state: DeskRoomState } | null> {
  const [reading, state] = await Promise.all([getRoomRecord(roomId), getDeskRoomState(roomId, nowMs)]);
  if (!reading || !state) return null;
  const { record, onlineCount, p99OnlineCount } = reading;
  const card = cardOf(record, onlineCount, p99OnlineCount);
  const { MEMBERSHIP_PRICE_COINS: membershipPrice } = env();
  return { view: { ...card, snapshot: state.snapshot, groupId: record.groupId, membershipPrice }, state };
}

/** What moves of a room at the desk; null for one that does not exist. */
export async function getDeskRoomState(roomId: string, nowMs: number): Promise<DeskRoomState | null> {
  const [reading, snapshot] = await Promise.all([getRoomRecord(roomId), getRoomSnapshot(roomId, nowMs)]);
  if (!reading || !snapshot) return null;
  const { groupId } = reading.record;
  const [[health], [lane], openCases, wordCount, orders, lotteries] = await Promise.all([
    listMessageHealth([groupId], nowMs),
    listPendingLanes(nowMs, groupId),
    db().reviewCase.count({ where: { roomId, status: "open" } }),
    db().wordEntry.count({ where: { scopeId: roomId } }),
    db().giftOrder.findMany({
      where: { roomId, transaction: { reversedBy: null } },
      orderBy: { createdAt: "desc" },
      take: GIFTS_SHOWN,
      select: { receipt: true },
    }),
    db().lottery.findMany({
      where: { roomId },
      orderBy: { openedAt: "desc" },
      take: LOTTERIES_SHOWN,
      select: { id: true, prize: true, keyword: true, status: true, openedAt: true },
    }),
  ]);
  return {
    snapshot,
    health: health ?? summarize(new Map()),
    openCases,
    lane: lane ?? null,
    gifts: orders.map(({ receipt }) => giftReceipt.parse(receipt).order),
    lotteries: lotteries.map(({ openedAt, ...lottery }) => ({ ...lottery, openedAtMs: openedAt.getTime() })),
    wordCount,
  };
}
