import "server-only";
import { z } from "zod";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { Prisma } from "../generated/prisma/client";
import { limit } from "../limit";
import { logError } from "../log";
import { type Inverse, recordAct } from "../moderation/audit";
import { enqueue } from "../outbox";
import { chatNews } from "../room-chat/change-room-chat";
import { chatModes, type RoomChat } from "../room-chat/schema";
import { publishRoom } from "../rooms/apply-room-event";
import { chatOf, type RoomRow, withHost } from "../rooms/record";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { publishWords } from "../words/projection";
import { OPEN_SETTINGS, type WordSettings, wordSettings } from "../words/schema";
import { lockScope } from "../words/store-words";
import { shieldedModes, shieldedWords } from "./rules";

const MOST_PER_MINUTE = 30;

/** What was set before the shield went up. */
const shieldBefore = z.object({ modes: chatModes, words: wordSettings });

/**
 * Raises all gates of a room at once, or sets exactly what was set before; what was changed behind the shield goes with it. One
 * transaction with what its people are told. Safe to repeat. Throws `forbidden` for people who do not keep order there.
 */
export async function setShield(
  user: SessionUser,
  roomId: string,
  isUp: boolean,
  nowMs: number,
  undoesId?: bigint,
): Promise<RoomChat> {
  await limit("shield", user.id, MOST_PER_MINUTE, 60);
  const { row, isChanged } = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
    const room = await tx.room.findUnique({ where: { id: roomId }, include: withHost });
    if (!room) throw new AppError("not_found");
    await requireAct(user, "room.shield", { roomId, tx });
    if ((chatOf(room).shield !== null) === isUp) return { row: room, isChanged: false };
    const stored = await (isUp ? raise(tx, room, user, nowMs) : lower(tx, room, nowMs));
    const act = { actorId: user.id, action: "room.shield", subjectId: roomId, roomId } as const;
    const states = { before: { isUp: !isUp }, after: { isUp } };
    await recordAct(tx, { ...act, ...states, ...(undoesId === undefined ? {} : { undoesId }) });
    return { row: stored, isChanged: true };
  });
  if (isChanged) {
    await publishRoom(row);
    // What is stored is done; upkeep writes it to Redis when this cannot.
    await publishWords(roomId).catch((error: unknown) => logError("words not published", error, { roomId }));
  }
  return chatOf(row);
}

/** Lowers the shield that was raised, or raises it again. */
export const undoShield: Inverse = async (actor, { id, subjectId, after }, nowMs) => {
  const { isUp } = z.object({ isUp: z.boolean() }).parse(after);
  const room = await db().room.findUniqueOrThrow({ where: { id: subjectId }, select: { chat: true } });
  if ((chatOf(room).shield !== null) !== isUp) throw new AppError("conflict", "the shield was moved since");
  await setShield(actor, subjectId, !isUp, nowMs, id);
};

async function raise(tx: Transaction, room: RoomRow, user: SessionUser, nowMs: number): Promise<RoomRow> {
  const { modes } = chatOf(room);
  await lockScope(tx, room.id); // what somebody sets at this moment is before the shield, or refused behind it
  const scope = await tx.wordScope.findUnique({ where: { id: room.id } });
  const words = wordSettings.safeParse(scope?.settings).data ?? OPEN_SETTINGS;
  await storeWords(tx, room.id, shieldedWords(words));
  const shield = { sinceMs: nowMs, byName: user.name };
  return storeChat(tx, room, { modes: shieldedModes(modes), modesSinceMs: nowMs, shield }, { modes, words });
}

async function lower(tx: Transaction, room: RoomRow, nowMs: number): Promise<RoomRow> {
  const before = shieldBefore.parse(room.shieldBefore);
  await lockScope(tx, room.id);
  await storeWords(tx, room.id, before.words);
  return storeChat(tx, room, { modes: before.modes, modesSinceMs: nowMs, shield: null }, null);
}

async function storeWords(tx: Transaction, roomId: string, settings: WordSettings): Promise<void> {
  await tx.wordScope.update({ where: { id: roomId }, data: { version: { increment: 1 }, settings } });
}

async function storeChat(
  tx: Transaction,
  room: RoomRow,
  change: Partial<RoomChat>,
  before: z.infer<typeof shieldBefore> | null,
): Promise<RoomRow> {
  const known = chatOf(room);
  const chat: RoomChat = { ...known, ...change, version: known.version + 1 };
  const data = { chat, shieldBefore: before ?? Prisma.DbNull, revision: { increment: 1 } };
  const stored = await tx.room.update({ where: { id: room.id }, data, include: withHost });
  await enqueue(tx, stored.groupId, chatNews(room.id, chat));
  return stored;
}
