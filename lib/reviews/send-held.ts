import "server-only";
import type { Transaction } from "../db";
import type { ReviewCase } from "../generated/prisma/client";
import type { KnownLevel } from "../levels/schema";
import { stampFor } from "../levels/stamp";
import { messageClaims, NO_CLAIMS, stickerName } from "../messages/schema";
import { signStamp } from "../messages/sign-stamp";
import { extrasFor } from "../messages/stamp-extras";
import { enqueue } from "../outbox";

/**
 * Sends a held message to its room in its author's name, with what the server would have stamped on it, in the transaction that
 * passes it. False when the room has closed meanwhile: then it reaches nobody.
 */
export async function sendHeld(tx: Transaction, held: ReviewCase, level: KnownLevel | null, nowMs: number): Promise<boolean> {
  const room = await tx.room.findUniqueOrThrow({
    where: { id: held.roomId },
    select: { status: true, groupId: true, hostId: true },
  });
  const author = await tx.user.findUnique({ where: { id: held.userId }, select: { name: true, role: true } });
  if (!author || room.status === "ended" || room.status === "replay") return false;
  const moderates = await tx.roomModerator.count({ where: { roomId: held.roomId, userId: held.userId } });
  const claims = messageClaims.safeParse(held.claims).data ?? NO_CLAIMS;
  const named = [...claims.mentions, ...(claims.quote ? [claims.quote.fromId] : [])];
  const people = await tx.user.findMany({ where: { id: { in: named } }, select: { id: true, name: true } });
  const names = named.map((id) => people.find((one) => one.id === id)?.name ?? null);
  const sticker = stickerName.safeParse(held.sticker).data ?? null;
  const random = Number(held.random);
  const content = { groupId: room.groupId, fromId: held.userId, random, text: held.text, sticker };
  const extras = await extrasFor(content, claims, { name: author.name, names });
  const standing = {
    userId: held.userId,
    role: author.role,
    isRoomModerator: moderates > 0,
    level,
    memberUntilMs: 0,
    giverPlace: 0,
  };
  const stamp = stampFor(standing, room.hostId, nowMs);
  const customData = await signStamp(content, extras, stamp);
  const message = { roomId: held.roomId, fromId: held.userId, random, text: held.text, sticker, customData };
  await enqueue(tx, room.groupId, [{ kind: "message.said", ...message }]);
  return true;
}
