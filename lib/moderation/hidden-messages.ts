import "server-only";
import type { Transaction } from "../db";
import { AppError } from "../errors";
import { logError } from "../log";
import { projectHiddenRows } from "../messages/hidden";
import { listWhole } from "../messages/history";
import { messageRef } from "../messages/rules";
import type { KeptMessage } from "../messages/schema";
import { enqueue } from "../outbox";
import { takeDownPin } from "../room-chat/take-down-pin";
import { publishRoom } from "../rooms/apply-room-event";
import type { RoomRow } from "../rooms/record";
import { GUEST, mayUndo } from "../users/permissions";
import type { SessionUser } from "../users/schema";
import { standingsIn } from "../users/standing";

/** A message by its room, its author and the number that the author's client gave it. */
export interface MessagePlace {
  roomId: string;
  fromId: string;
  random: number;
}

/** Who takes a message away or shows it again, and by the decision of which case. */
export interface HiddenBy {
  actorId: string;
  caseId: string | null;
}

/** What must be brought to Redis and the pages after the commit. */
export interface HiddenChange {
  place: MessagePlace;
  isHidden: boolean;
  /** The room as it is now, when the message stood above its chat. */
  unpinned: RoomRow | null;
}

/**
 * Takes a message away or shows it again, in the transaction of the act, and writes what the room is told. `kept` is the message
 * as the history has it. Null when it is so already. The caller calls `projectHidden` with the result after the commit.
 */
export async function storeHidden(
  tx: Transaction,
  { roomId, fromId, random }: MessagePlace,
  isHidden: boolean,
  kept: KeptMessage | null,
  { actorId: byId, caseId }: HiddenBy,
): Promise<HiddenChange | null> {
  // The room's row is held until the end: two acts on its messages come one after the other.
  const [room] = await tx.$queryRaw<{ groupId: string }[]>`SELECT "groupId" FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
  if (!room) return null;
  const key = { roomId, userId: fromId, random };
  const stored = await tx.hiddenMessage.findUnique({ where: { roomId_userId_random: key } });
  if ((stored?.isHidden ?? false) === isHidden) return null;
  const data = { isHidden, byId, caseId };
  await tx.hiddenMessage.upsert({ where: { roomId_userId_random: key }, create: { ...key, ...data }, update: data });
  const news = { v: 1, type: "message.hidden", roomId, fromId, random, isHidden, message: isHidden ? null : kept };
  await enqueue(tx, room.groupId, [{ kind: "message.custom", data: news }]);
  const unpinned = isHidden ? await takeDownPin(tx, roomId, { fromId, random }) : null;
  return { place: { roomId, fromId, random }, isHidden, unpinned };
}

/** Who took a message away and by which case; null when it is shown. */
export async function findHiddenBy(
  tx: Transaction,
  { roomId, fromId, random }: MessagePlace,
): Promise<{ byId: string | null; caseId: string | null } | null> {
  await tx.$queryRaw`SELECT "id" FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
  const key = { roomId, userId: fromId, random };
  const stored = await tx.hiddenMessage.findUnique({ where: { roomId_userId_random: key } });
  return stored?.isHidden ? stored : null;
}

/** Throws `forbidden` when somebody above took a message away: nobody below shows it again. */
export async function requireShow(tx: Transaction, actor: Pick<SessionUser, "id">, place: MessagePlace): Promise<void> {
  const byId = (await findHiddenBy(tx, place))?.byId ?? null;
  if (byId === null) return;
  const [own = GUEST, author = GUEST] = await standingsIn([actor.id, byId], place.roomId, tx);
  if (!mayUndo(own, author)) throw new AppError("forbidden", `taken away by ${byId}`);
}

/** Newcomers, quotes and pins follow from now on. What is stored is done: while Redis cannot be reached, upkeep does it later. */
export async function projectHidden({ place, isHidden, unpinned }: HiddenChange): Promise<void> {
  if (unpinned) await publishRoom(unpinned);
  try {
    await projectHiddenRows([
      { roomId: place.roomId, userId: place.fromId, random: BigInt(place.random), isHidden, updatedAt: new Date() },
    ]);
  } catch (error) {
    logError("hidden message not projected yet", error, { ...place });
  }
}

/** A message as the room's history still has it, taken away or not. */
export async function findKept({ roomId, ...ref }: MessagePlace): Promise<KeptMessage | null> {
  return (await listWhole(roomId)).find((one) => messageRef(one) === messageRef(ref)) ?? null;
}
