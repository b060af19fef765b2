import "server-only";
import { z } from "zod";
import { db, type Transaction } from "./db";
import { importAccount } from "./im/accounts";
import { createGroup, setGroupAttributes, setGroupProfile } from "./im/groups";
import { sendCustomMessage } from "./im/messages";
import { ImError } from "./im/rest";
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
const CLAIM_MS = 15_000;

const GROUP_IS_GONE = 10010;
/** Wrong parameters, not permitted, bad id, over a limit of bytes, refused words: trying again changes nothing (docs: 269/1671). */
const NEVER_ACCEPTED = new Set([10003, 10004, 10007, 10015, 10045, 10046, 10047, 10048, 40006, 70402, 80001, 80002]);

/** Writes what must be told to Tencent, in the transaction of the change. Entries with one `lane` are sent in order. */
export async function enqueue(tx: Transaction, lane: string, payloads: readonly OutboxPayload[]): Promise<void> {
  const data = payloads.map((payload) => ({ lane, kind: payload.kind, payload: payload as object }));
  await tx.outboxEntry.createMany({ data });
}

/**
 * Sends what is due, lane by lane, until nothing is due any more. Safe to run in several processes at once: an entry is
 * claimed before it is sent. An entry that is not accepted holds back its lane and is tried again with growing pauses;
 * one that Tencent will never accept is set aside, and its lane goes on.
 */
export async function drainOutbox(): Promise<void> {
  for (;;) {
    const heads = await listLaneHeads(new Date());
    if (heads.length === 0) return;
    await Promise.all(heads.map(sendEntry));
  }
}

interface Head {
  id: bigint;
  lane: string;
  kind: string;
  payload: unknown;
  attempts: number;
}

/** The oldest unsent entry of each lane, where that one is due. */
async function listLaneHeads(now: Date): Promise<Head[]> {
  return db().$queryRaw<Head[]>`
    SELECT * FROM (
      SELECT DISTINCT ON ("lane") "id", "lane", "kind", "payload", "attempts", "nextAttemptAt"
      FROM "OutboxEntry" WHERE "acceptedAt" IS NULL AND "refusedAt" IS NULL ORDER BY "lane", "id"
    ) AS head WHERE "nextAttemptAt" <= ${now} ORDER BY "id" LIMIT ${BATCH}`;
}

async function sendEntry(entry: Head): Promise<void> {
  const nowMs = Date.now();
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
    const isRefused = error instanceof ImError && NEVER_ACCEPTED.has(error.code);
    const outcome = isRefused ? { refusedAt: new Date() } : { nextAttemptAt: new Date(Date.now() + pauseMs) };
    await db().outboxEntry.update({ where: { id: entry.id }, data: { ...outcome, lastError } });
    logError("outbox entry not accepted", error, { lane: entry.lane, kind: entry.kind, attempts: entry.attempts + 1 });
  }
}

async function deliver(entry: Head): Promise<void> {
  const payload = entryPayload.parse(entry.payload);
  try {
    await deliverPayload(entry, payload);
  } catch (error) {
    if (!(error instanceof ImError) || error.code !== GROUP_IS_GONE) throw error;
    await createGroup(entry.lane, entry.lane); // the vendor lost it: the room must not stay without a chat
    await deliverPayload(entry, payload);
  }
}

async function deliverPayload({ id, lane }: Head, payload: OutboxPayload): Promise<void> {
  switch (payload.kind) {
    case "account.import":
      return importAccount(payload.userId, payload.name);
    case "group.create":
      return createGroup(lane, payload.name);
    case "group.profile":
      return setGroupProfile(lane, payload.name, payload.notification);
    case "group.attributes":
      return setGroupAttributes(lane, payload.attributes);
    case "message.custom":
      return sendCustomMessage(lane, payload.data, { random: messageRandom(id), priority: "High" });
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
