import "server-only";
import { z } from "zod";
import { db } from "../db";
import { newId } from "../ids";
import { heldMessagesKey } from "../keys";
import { listWhole } from "../messages/history";
import { messageClaims, stickerName } from "../messages/schema";
import { redis } from "../redis";
import { contextAround } from "./rules";

const heldMessage = z.object({
  roomId: z.string(),
  userId: z.string(),
  random: z.int(),
  text: z.string(),
  sticker: stickerName.nullable().default(null),
  /** Whom it calls and what it answers: a message that is passed keeps them. */
  claims: messageClaims.nullable().default(null),
  /** What held it. */
  reason: z.string(),
  sentAtMs: z.int(),
});
export type HeldMessage = z.input<typeof heldMessage>;

/** Keeps a message that reached nobody for a moderator's eye. In Redis at first: its sender waits for the answer. Safe to repeat. */
export async function holdMessage(message: HeldMessage): Promise<void> {
  const { roomId, userId, random } = message;
  await redis().hset(heldMessagesKey, { [`${roomId}:${userId}:${random}`]: JSON.stringify(message) });
}

/** Makes a case of each message that was held, with the messages around it. Safe to run in several processes at once. */
export async function storeHeldMessages(): Promise<void> {
  const held = await redis().hgetall(heldMessagesKey);
  if (!held) return;
  const messages = Object.values(held).map((one) => heldMessage.parse(one));
  const roomIds = [...new Set(messages.map(({ roomId }) => roomId))];
  const histories = new Map(await Promise.all(roomIds.map(async (id) => [id, await listWhole(id)] as const)));
  await db().reviewCase.createMany({
    data: messages.map(({ sentAtMs, claims, ...message }) => ({
      id: newId(),
      kind: "held" as const,
      ...message,
      ...(claims ? { claims } : {}),
      context: contextAround(histories.get(message.roomId) ?? [], { fromId: message.userId, random: message.random, sentAtMs }),
      sentAt: new Date(sentAtMs),
    })),
    skipDuplicates: true,
  });
  await redis().hdel(heldMessagesKey, ...Object.keys(held));
}
