import "server-only";
import type { Transaction } from "../db";
import type { Restriction } from "../generated/prisma/client";
import { enqueue, type OutboxPayload } from "../outbox";
import { inPortions } from "../portions";
import type { RestrictNews } from "../restrictions/schema";
import { isHolding } from "../restrictions/store";
import { allowStreamsOf } from "../rooms/allow-room-stream";

/** Ids of people in one message: with these it stays below 4 KB, half of what Tencent takes. */
const MOST_IDS = 100;

/** To whoever is told of the own standing; the page reads it again. */
const STANDING = { kind: "message.person", data: { v: 1, type: "standing" } } as const satisfies OutboxPayload;

/**
 * Writes what Tencent must be told, in the transaction of the change. A room hears of it by a custom message, several when it
 * is about many, before the vendor's own mute or ban, which also holds for clients that do not listen; a person who is held
 * back everywhere is told alone.
 */
export async function tellRestrictions(tx: Transaction, rows: readonly Restriction[], nowMs: number): Promise<void> {
  for (const alike of groupAlike(rows, nowMs)) {
    const isOver = alike.kind === "ban" && alike.untilMs === 0;
    if (isOver) for (const userId of alike.userIds) await allowStreamsOf(tx, userId, alike.roomId);
    if (alike.roomId) await tellRoom(tx, alike.roomId, alike);
    else for (const userId of alike.userIds) await tellPerson(tx, userId, alike);
  }
}

/** Rows that can be told in one: of one place, one kind and one end. `untilMs` 0 is one that was lifted. */
interface Alike {
  roomId: string | null;
  kind: Restriction["kind"];
  untilMs: number | null;
  userIds: string[];
  /** Whether it is also about people without an account. */
  hasGuests: boolean;
}

function groupAlike(rows: readonly Restriction[], nowMs: number): Alike[] {
  const groups = new Map<string, Alike>();
  for (const row of rows) {
    const { roomId, kind, userId } = row;
    const untilMs = isHolding(row, nowMs) ? (row.until?.getTime() ?? null) : 0;
    const name = `${roomId} ${kind} ${untilMs}`;
    const alike = groups.get(name) ?? { roomId, kind, untilMs, userIds: [], hasGuests: false };
    if (userId) alike.userIds.push(userId);
    else alike.hasGuests = true;
    groups.set(name, alike);
  }
  return [...groups.values()];
}

async function tellRoom(tx: Transaction, roomId: string, { kind, untilMs, userIds, hasGuests }: Alike): Promise<void> {
  const { groupId } = await tx.room.findUniqueOrThrow({ where: { id: roomId }, select: { groupId: true } });
  const portions = userIds.length === 0 ? [[]] : inPortions(userIds, MOST_IDS);
  const news = portions.map((ids, index): OutboxPayload => {
    const isAboutGuests = hasGuests && index === 0;
    const data: RestrictNews = { v: 1, type: "room.restrict", roomId, kind, userIds: ids, isAboutGuests, untilMs };
    return { kind: "message.custom", data };
  });
  const vendor: OutboxPayload[] = userIds.length === 0 ? [] : [{ kind: `group.${kind}`, userIds, untilMs }];
  await enqueue(tx, groupId, [...news, ...vendor]);
  // Who was put out of the room hears nothing of it any more.
  if (kind === "ban" && untilMs === 0) for (const userId of userIds) await enqueue(tx, userId, [STANDING]);
}

async function tellPerson(tx: Transaction, userId: string, { kind, untilMs }: Alike): Promise<void> {
  if (kind === "mute") return enqueue(tx, userId, [STANDING, { kind: "account.mute", userId, untilMs }]);
  // The message first: the page knows why its login ends. The login ends for clients that do not listen.
  await enqueue(tx, userId, untilMs === 0 ? [STANDING] : [STANDING, { kind: "account.kick", userId }]);
}
