import "server-only";
import { revalidateTag } from "next/cache";
import { db, type Transaction } from "../db";
import { newId } from "../ids";
import { directoryTag, roomTag } from "../keys";
import { enqueue, type OutboxPayload } from "../outbox";
import { projectRoom } from "./projection";
import { type RoomRow, withHost } from "./record";
import { isOpen, nextRoomState, type RoomEvent, type RoomState } from "./rules";

/** Which room an event is about: by its id, or by the stream name that a vendor knows. */
export type RoomSelector = { id: string } | { streamName: string };

/**
 * Carries an event out in one transaction: the room's state, its session, what the group must be told, and what `also`
 * adds. True when the event changed something; false for an unknown room or an event that changes nothing. Repeating an
 * event is safe, and publishes again what an earlier attempt may have stored without getting as far.
 */
export async function applyRoomEvent(
  selector: RoomSelector,
  event: RoomEvent,
  nowMs: number,
  also?: (tx: Transaction) => Promise<unknown>,
): Promise<boolean> {
  const { row, isChanged } = await db().$transaction(async (tx) => {
    const room = await lockRoom(tx, selector);
    const next = room && nextRoomState(stateOf(room), event, nowMs);
    if (!room || !next) return { row: room, isChanged: false };
    await also?.(tx);
    return { row: await storeState(tx, room, next, nowMs), isChanged: true };
  });
  if (row) await publishRoom(row);
  return isChanged;
}

/** Redis and the cached pages show a stored room from now on. The outbox is sent by the caller's `after`. */
export async function publishRoom(row: RoomRow): Promise<void> {
  await projectRoom(row);
  expireRoomPages(row.id);
}

/** The next request of the directory and of the room's page renders anew. */
export function expireRoomPages(roomId: string): void {
  revalidateTag(directoryTag, { expire: 0 });
  revalidateTag(roomTag(roomId), { expire: 0 });
}

/** Reads a room and holds its row until the transaction ends, so that events of one room are carried out one by one. */
async function lockRoom(tx: Transaction, selector: RoomSelector): Promise<RoomRow | null> {
  const found =
    "id" in selector
      ? await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Room" WHERE "id" = ${selector.id} FOR UPDATE`
      : await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Room" WHERE "streamName" = ${selector.streamName} FOR UPDATE`;
  const id = found[0]?.id;
  return id ? tx.room.findUnique({ where: { id }, include: withHost }) : null;
}

/** The deciding part of a stored room. */
export function stateOf(room: RoomRow): RoomState {
  return {
    status: room.status,
    stoppedBy: room.stoppedBy,
    statusSinceMs: room.statusChangedAt.getTime(),
    pushSequence: room.pushSequence,
    pushChangedAtMs: room.pushChangedAt?.getTime() ?? 0,
    endedSequence: room.endedSequence,
  };
}

async function storeState(tx: Transaction, room: RoomRow, next: RoomState, nowMs: number): Promise<RoomRow> {
  const now = new Date(nowMs);
  const before = stateOf(room);
  const isNewStatus = next.status !== before.status || next.stoppedBy !== before.stoppedBy;
  const begins = isOpen(next) && !isOpen(before);
  const ends = !isOpen(next) && isOpen(before);
  if (begins) await tx.liveSession.create({ data: { id: newId(), roomId: room.id, startedAt: now } });
  if (ends) await tx.liveSession.updateMany({ where: { roomId: room.id, endedAt: null }, data: { endedAt: now } });
  const stored = await tx.room.update({
    where: { id: room.id },
    data: {
      status: next.status,
      stoppedBy: next.stoppedBy,
      statusChangedAt: new Date(next.statusSinceMs),
      statusVersion: { increment: isNewStatus ? 1 : 0 },
      revision: { increment: 1 },
      pushSequence: next.pushSequence,
      pushChangedAt: next.pushChangedAtMs ? new Date(next.pushChangedAtMs) : null,
      endedSequence: next.endedSequence,
      ...(begins ? { startedAt: now, endedAt: null } : {}),
      ...(ends ? { endedAt: now } : {}),
    },
    include: withHost,
  });
  if (isNewStatus) await enqueue(tx, stored.groupId, statusNews(stored));
  return stored;
}

/** Both of the guide's ways to tell a status: a message now, and the group's attributes for those who come later. */
function statusNews(room: RoomRow): OutboxPayload[] {
  const { status, statusVersion } = room;
  return [
    { kind: "message.custom", data: { v: 1, type: "room.status", roomId: room.id, status, statusVersion } },
    { kind: "group.attributes", attributes: { status, statusVersion: String(statusVersion) } },
  ];
}
