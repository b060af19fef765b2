import "server-only";
import { z } from "zod";
import { db } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { heldMessagesKey } from "../keys";
import { logError } from "../log";
import { listWhole } from "../messages/history";
import { type KeptMessage, messageClaims, stickerName } from "../messages/schema";
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

/** A message that cannot be stored is tried for so long; then it is given up, with a line in the log. */
const TRIED_MS = 3_600_000;

/**
 * Makes a case of each message that was held, with the messages around it. One that cannot be stored holds none of the others
 * up. Safe to run in several processes at once.
 */
export async function storeHeldMessages(nowMs: number): Promise<void> {
  const held = await redis().hgetall(heldMessagesKey);
  if (!held) return;
  const read = Object.entries(held).map(([field, value]) => ({ field, message: heldMessage.safeParse(value).data ?? null }));
  const messages = read.flatMap(({ field, message }) => (message ? [{ field, message }] : []));
  const unread = read.flatMap(({ field, message }) => (message ? [] : [field]));
  if (unread.length > 0) logError("held messages cannot be read", new Error("unknown shape"), { fields: unread.join(" ") });
  const roomIds = [...new Set(messages.map(({ message }) => message.roomId))];
  const histories = new Map(await Promise.all(roomIds.map(async (id) => [id, await listWhole(id)] as const)));
  const rows = messages.map(({ field, message }) => ({
    field,
    sentAtMs: message.sentAtMs,
    data: caseOf(message, histories.get(message.roomId) ?? []),
  }));
  const done = [...unread, ...(await storeCases(rows, nowMs))];
  if (done.length > 0) await redis().hdel(heldMessagesKey, ...done);
}

interface HeldRow {
  field: string;
  sentAtMs: number;
  data: Prisma.ReviewCaseCreateManyInput;
}

/** Stores them together, or one by one where one of them cannot be stored. Gives the fields that are done with. */
async function storeCases(rows: readonly HeldRow[], nowMs: number): Promise<string[]> {
  const store = (data: Prisma.ReviewCaseCreateManyInput[]) => db().reviewCase.createMany({ data, skipDuplicates: true });
  try {
    await store(rows.map(({ data }) => data));
    return rows.map(({ field }) => field);
  } catch (error) {
    logError("held messages not stored together", error, { count: rows.length });
  }
  const done: string[] = [];
  for (const { field, sentAtMs, data } of rows) {
    try {
      await store([data]);
      done.push(field);
    } catch (error) {
      const isGivenUp = nowMs - sentAtMs > TRIED_MS;
      if (isGivenUp) done.push(field);
      logError("held message not stored", error, { field, givenUp: isGivenUp ? 1 : 0 });
    }
  }
  return done;
}

function caseOf({ sentAtMs, claims, ...message }: z.infer<typeof heldMessage>, history: readonly KeptMessage[]) {
  return {
    id: newId(),
    kind: "held" as const,
    ...message,
    ...(claims ? { claims } : {}),
    context: contextAround(history, { fromId: message.userId, random: message.random, sentAtMs }),
    sentAt: new Date(sentAtMs),
  };
}
