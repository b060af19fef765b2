import "server-only";
import { z } from "zod";
import { db } from "../db";
import { newId } from "../ids";
import { heldMessagesKey } from "../keys";
import { redis } from "../redis";

const heldMessage = z.object({
  roomId: z.string(),
  userId: z.string(),
  random: z.int(),
  text: z.string(),
  /** What held it. */
  reason: z.string(),
  sentAtMs: z.int(),
});
export type HeldMessage = z.infer<typeof heldMessage>;

/** Keeps a message that reached nobody for a moderator's eye. In Redis at first: its sender waits for the answer. Safe to repeat. */
export async function holdMessage(message: HeldMessage): Promise<void> {
  const { roomId, userId, random } = message;
  await redis().hset(heldMessagesKey, { [`${roomId}:${userId}:${random}`]: JSON.stringify(message) });
}

/** Makes a case of each message that was held. Safe to run in several processes at once. */
export async function storeHeldMessages(): Promise<void> {
  const held = await redis().hgetall(heldMessagesKey);
  if (!held) return;
  const messages = Object.values(held).map((one) => heldMessage.parse(one));
  await db().reviewCase.createMany({
    data: messages.map(({ sentAtMs, ...message }) => ({
      id: newId(),
      kind: "held" as const,
      ...message,
      sentAt: new Date(sentAtMs),
    })),
    skipDuplicates: true,
  });
  await redis().hdel(heldMessagesKey, ...Object.keys(held));
}
