import "server-only";
import { z } from "zod";
import { db, type Transaction } from "./db";
import { importAccount } from "./im/accounts";
import { createGroup, setGroupAttributes, setGroupProfile } from "./im/groups";
import { sendCustomMessage } from "./im/messages";
import { logError } from "./log";

const entryPayload = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("account.import"), userId: z.string(), name: z.string() }),
  z.object({ kind: z.literal("group.create"), name: z.string() }),
  z.object({ kind: z.literal("group.profile"), name: z.string(), notification: z.string() }),
  z.object({ kind: z.literal("group.attributes"), attributes: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal("message.custom"), data: z.unknown() }),
]);
export type OutboxPayload = z.infer<typeof entryPayload>;

const BATCH = 50;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** How long a dispatcher holds an entry: longer than one call to Tencent can take. */
const CLAIM_MS = 10_000;

/** Writes what must be told to Tencent, in the transaction of the change. Entries with one `lane` are sent in order. */
export async function enqueue(tx: Transaction, lane: string, payloads: readonly OutboxPayload[]): Promise<void> {
  const data = payloads.map((payload) => ({ groupId: lane, kind: payload.kind, payload: payload as object }));
  await tx.outboxEntry.createMany({ data });
}

/**
 * Sends what is due, lane by lane, until nothing is left or Tencent does not accept. Safe to run in several processes at
 * once: an entry is claimed before it is sent. A refused entry is tried again with growing pauses and holds back its lane.
 */
export async function drainOutbox(): Promise<void> {
  for (let round = 0; round < BATCH; round++) {
    const nowMs = Date.now();
    const heads = await listLaneHeads(nowMs);
    if (heads.length === 0) return;
    await Promise.all(heads.map((entry) => sendEntry(entry, nowMs)));
  }
}

interface Head {
  id: bigint;
  groupId: string;
  kind: string;
  payload: unknown;
  attempts: number;
}

/** The oldest unaccepted entry of each lane, where that one is due. */
async function listLaneHeads(nowMs: number): Promise<Head[]> {
  return db().$queryRaw<Head[]>`
    SELECT * FROM (
      SELECT DISTINCT ON ("groupId") "id", "groupId", "kind", "payload", "attempts", "nextAttemptAt"
      FROM "OutboxEntry" WHERE "acceptedAt" IS NULL ORDER BY "groupId", "id"
    ) AS head WHERE "nextAttemptAt" <= ${new Date(nowMs)} ORDER BY "id" LIMIT ${BATCH}`;
}

async function sendEntry(entry: Head, nowMs: number): Promise<void> {
  const claimed = await db().outboxEntry.updateMany({
    where: { id: entry.id, acceptedAt: null, nextAttemptAt: { lte: new Date(nowMs) } },
    data: { nextAttemptAt: new Date(nowMs + CLAIM_MS), attempts: { increment: 1 } },
  });
  if (claimed.count === 0) return;
  try {
    await deliver(entry);
    await db().outboxEntry.update({ where: { id: entry.id }, data: { acceptedAt: new Date(), lastError: null } });
  } catch (error) {
    const pauseMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** entry.attempts);
    const lastError = error instanceof Error ? error.message : String(error);
    await db().outboxEntry.update({ where: { id: entry.id }, data: { nextAttemptAt: new Date(nowMs + pauseMs), lastError } });
    logError("outbox entry not accepted", error, { lane: entry.groupId, kind: entry.kind, attempts: entry.attempts + 1 });
  }
}

async function deliver(entry: Head): Promise<void> {
  const payload = entryPayload.parse(entry.payload);
  switch (payload.kind) {
    case "account.import":
      return importAccount(payload.userId, payload.name);
    case "group.create":
      return createGroup(entry.groupId, payload.name);
    case "group.profile":
      return setGroupProfile(entry.groupId, payload.name, payload.notification);
    case "group.attributes":
      return setGroupAttributes(entry.groupId, payload.attributes);
    case "message.custom":
      return sendCustomMessage(entry.groupId, payload.data, { random: messageRandom(entry.id), priority: "High" });
  }
}

/** The same for every attempt at one entry, so that a message that did arrive is not shown twice. */
function messageRandom(id: bigint): number {
  return Number(BigInt.asUintN(32, id * 2_654_435_761n));
}

/** Removes accepted entries older than a day. */
export async function pruneOutbox(nowMs: number): Promise<void> {
  await db().outboxEntry.deleteMany({ where: { acceptedAt: { lt: new Date(nowMs - 86_400_000) } } });
}
