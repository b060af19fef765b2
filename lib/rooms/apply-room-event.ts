import "server-only";
import { z } from "zod";
import { db, type Transaction } from "../db";
import { expirePages } from "../expire-pages";
import { newId } from "../ids";
import { directoryTag, roomTag } from "../keys";
import { isLiveApiOn } from "../live/api";
import { logError } from "../log";
import { enqueue, type OutboxPayload } from "../outbox";
import { pausesAfter } from "../replays/rules";
import { type SessionPause, sessionPause } from "../replays/schema";
import { isBanned } from "../restrictions/store";
import { projectRoom } from "./projection";
import { arrivingPush, lastPushChangeMs, type Push, push } from "./pushes";
import { type RoomRow, withHost } from "./record";
import { isOpen, nextRoomState, type RoomEvent, type RoomState } from "./rules";
import { streamLane, streamOrder } from "./stream-orders";

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
    const next = room && nextRoomState(stateOf(room), await knowing(tx, room, event, nowMs), nowMs);
    if (!room || !next) return { row: room, isChanged: false };
    await also?.(tx);
    return { row: await storeState(tx, room, next, nowMs), isChanged: true };
  });
  if (row) await publishRoom(row);
  return isChanged;
}

/** A push of somebody who may not broadcast is known, and lights nothing. */
async function knowing(tx: Transaction, { id, hostId }: RoomRow, event: RoomEvent, nowMs: number): Promise<RoomEvent> {
  return event.type === "pushStarted" ? { ...event, isBanned: await isBanned(tx, hostId, id, nowMs) } : event;
}

/**
 * Redis and the cached pages show a stored room from now on. The outbox is sent by the caller's `after`. What is stored is
 * done: while Redis cannot be reached this does not fail, and upkeep writes the room again when it can.
 */
export async function publishRoom(row: RoomRow): Promise<void> {
  try {
    await projectRoom(row);
  } catch (error) {
    logError("room not projected yet", error, { roomId: row.id });
  }
  await expirePages([directoryTag, roomTag(row.id)]);
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
    startedAtMs: room.startedAt?.getTime() ?? null,
    endedAtMs: room.endedAt?.getTime() ?? null,
    pushes: pushesOf(room),
    hasRecording: room.hasRecording,
  };
}

/** What is known of the room's streams. An instance of an earlier version only wrote the one that arrives. */
function pushesOf({ pushes, pushSequence, pushChangedAt }: RoomRow): Push[] {
  const known = z.array(push).parse(pushes);
  if (pushSequence === null || known.some(({ sequence }) => sequence === pushSequence)) return known;
  return [{ sequence: pushSequence, startedAtMs: pushChangedAt?.getTime() ?? 0, endedAtMs: null }, ...known];
}

async function storeState(tx: Transaction, room: RoomRow, next: RoomState, nowMs: number): Promise<RoomRow> {
  const before = stateOf(room);
  const isNewStatus = next.status !== before.status || next.stoppedBy !== before.stoppedBy;
  await storeSession(tx, room.id, before, next, nowMs);
  const pushSequence = arrivingPush(next.pushes)?.sequence ?? null;
  const isNewPush = pushSequence !== room.pushSequence;
  const stored = await tx.room.update({
    where: { id: room.id },
    data: {
      status: next.status,
      stoppedBy: next.stoppedBy,
      statusChangedAt: new Date(next.statusSinceMs),
      statusVersion: { increment: isNewStatus ? 1 : 0 },
      revision: { increment: 1 },
      startedAt: dateOf(next.startedAtMs),
      endedAt: dateOf(next.endedAtMs),
      hasRecording: next.hasRecording,
      pushes: [...next.pushes],
      pushSequence,
      pushChangedAt: dateOf(lastPushChangeMs(next.pushes) || null),
      ...(isNewPush ? { pushCheckedAt: new Date(nowMs), pushMisses: 0 } : {}),
    },
    include: withHost,
  });
  if (isNewStatus) await enqueue(tx, stored.groupId, statusNews(stored));
  const order = isLiveApiOn() ? streamOrder(before, next, nowMs) : null;
  if (order) await enqueue(tx, streamLane(stored.streamName), [{ ...order, streamName: stored.streamName }]);
  return stored;
}

/** The row of a session that begins, is paused, goes on or ends by this. */
async function storeSession(tx: Transaction, roomId: string, before: RoomState, next: RoomState, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  if (isOpen(next) && !isOpen(before)) await tx.liveSession.create({ data: { id: newId(), roomId, startedAt: now } });
  if (isOpen(before) && pausedBy(next) !== pausedBy(before)) await storePause(tx, roomId, pausedBy(next), nowMs);
  if (!isOpen(next) && isOpen(before)) {
    await tx.liveSession.updateMany({ where: { roomId, endedAt: null }, data: { endedAt: now } });
  }
}

function pausedBy({ status, stoppedBy }: RoomState): SessionPause["by"] | null {
  return status === "paused" && stoppedBy !== "moderator" ? stoppedBy : null;
}

/** A replay leaves out what the host did not show, and knows what could not be recorded. */
async function storePause(tx: Transaction, roomId: string, by: SessionPause["by"] | null, nowMs: number): Promise<void> {
  const session = await tx.liveSession.findFirst({ where: { roomId, endedAt: null }, select: { id: true, pauses: true } });
  if (!session) return;
  const pauses = pausesAfter(z.array(sessionPause).parse(session.pauses), by, nowMs);
  await tx.liveSession.update({ where: { id: session.id }, data: { pauses } });
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}

/** Both of the guide's ways to tell a status: a message now, and the group's attributes for those who come later. */
function statusNews(room: RoomRow): OutboxPayload[] {
  const { status, statusVersion } = room;
  return [
    { kind: "message.custom", data: { v: 1, type: "room.status", roomId: room.id, status, statusVersion } },
    { kind: "group.attributes", attributes: { status, statusVersion: String(statusVersion) } },
  ];
}
