import "server-only";
import { db, type Transaction } from "./db";
import { MESSAGES_PER_SECOND } from "./guide/rules";
import { MessageDropped } from "./im/messages";
import { ImError } from "./im/rest";
import { isRefusedForGood } from "./live/api";
import { logError } from "./log";
import { noteOwn } from "./message-health/note";
import { deliver, type EntryPayload, entryPayload, itemsPayload, type OutboxPayload } from "./outbox-delivery";
import { AT_REST, nextSend, type Pace } from "./pace";
import { type BackOff, pauseAfter } from "./retry";

export type { OutboxPayload };

const MOST_LANES = 50;
/** Of the messages that a room gets in a second, so many may be lists of items: the rest is for what people say. */
const ITEM_MESSAGES_PER_SECOND = MESSAGES_PER_SECOND / 4;
/** Of a list of items as it is written in the message; Tencent takes 8 KB in all (docs: 269/1629). */
const MOST_ITEM_BYTES = 6_000;
const MOST_ITEMS = 25;
/** Short: what a live room is told late is told for nothing, and each lane is one small call. */
const BACK_OFF: BackOff = { firstMs: 1_000, longestMs: 10_000 };
/** How long a dispatcher holds an entry: one delivery takes three calls of five seconds at most. */
const CLAIM_MS = 20_000;
/** A delivery that begins later than this after the claim could outlast it. */
const LATEST_BEGIN_MS = 4_000;

/** Wrong parameters, not permitted, bad id, a muted or unknown author, over a limit of bytes, refused words: trying again changes nothing (docs: 269/1671). */
const NEVER_ACCEPTED = new Set([
  10003, 10004, 10007, 10015, 10017, 10019, 10045, 10046, 10047, 10048, 40006, 70402, 80001, 80002,
]);

/** What a room hears: how it fares counts as the room's. */
const TOLD_TO_ROOMS: ReadonlySet<EntryPayload["kind"]> = new Set(["message.custom", "message.said", "message.items"]);

/** Writes what must be told to Tencent, in the transaction of the change. Entries with one `lane` are sent in order. */
export async function enqueue(tx: Transaction, lane: string, payloads: readonly OutboxPayload[]): Promise<void> {
  const nextAttemptAt = new Date(0); // due, whatever this machine's clock says
  const data = payloads.map((payload) => ({ lane, kind: payload.kind, payload: payload as object, nextAttemptAt }));
  await tx.outboxEntry.createMany({ data });
}

/** The same for one entry that is held back, and its lane with it, until it is released or so many seconds have passed. Gives its id. */
export async function enqueueHeld(tx: Transaction, lane: string, payload: OutboxPayload, seconds: number): Promise<bigint> {
  const data = { lane, kind: payload.kind, payload: payload as object };
  const { id } = await tx.outboxEntry.create({ data, select: { id: true } });
  await tx.$executeRaw`
    UPDATE "OutboxEntry" SET "nextAttemptAt" = timezone('UTC', now()) + make_interval(secs => ${seconds}::int) WHERE "id" = ${id}`;
  return id;
}

/** What was held back may go. */
export async function release(id: bigint): Promise<void> {
  await db().outboxEntry.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
}

/** The same for one entry each in many lanes. Gives their ids in the order of the lanes. */
export async function enqueueEach(
  tx: Transaction,
  entries: readonly { lane: string; payload: OutboxPayload }[],
): Promise<bigint[]> {
  const rows = entries.map(({ lane, payload }) => ({
    lane,
    kind: payload.kind,
    payload: payload as object,
    nextAttemptAt: new Date(0),
  }));
  const stored = await tx.outboxEntry.createManyAndReturn({ data: rows, select: { id: true, lane: true } });
  const ids = new Map(stored.map(({ id, lane }) => [lane, id]));
  return entries.flatMap(({ lane }) => ids.get(lane) ?? []);
}

/**
 * Sends what is due, lane by lane, until nothing is due any more. Safe to run in several processes at once: the oldest entry
 * of a lane is claimed before it is sent, by the database's clock, and whoever holds it holds the lane. An entry that is not
 * accepted holds back its lane and is tried again with growing pauses; one that Tencent will never accept is set aside, and
 * its lane goes on. Sent twice is only what a process had sent when it was killed, and that Tencent drops.
 */
export async function drainOutbox(): Promise<void> {
  await Promise.all((await dueLanes()).map(drainLane));
}

let looking: Promise<string[]> | null = null;
let nextLook: Promise<string[]> | null = null;

/** The due lanes at a moment after this call; whoever asks while they are read shares the next look. */
function dueLanes(): Promise<string[]> {
  nextLook ??= (async () => {
    await looking?.catch(() => undefined);
    nextLook = null;
    looking = listDueLanes();
    return looking;
  })();
  return nextLook;
}

/** Lanes that this process is sending, and whether somebody asked for them again meanwhile. */
const draining = new Map<string, { isAskedAgain: boolean }>();

async function drainLane(lane: string): Promise<void> {
  const running = draining.get(lane);
  if (running) {
    running.isAskedAgain = true;
    return;
  }
  const run = { isAskedAgain: true };
  draining.set(lane, run);
  try {
    while (run.isAskedAgain) {
      run.isAskedAgain = false;
      for (let head = await claimHead(lane); head; head = await claimHead(lane)) await sendHead(head);
    }
  } finally {
    draining.delete(lane);
  }
}

interface Entry {
  id: bigint;
  lane: string;
  kind: string;
  payload: unknown;
  /** Counted up by each claim, so that it names the claim too. */
  attempts: number;
  /** How often Tencent gave it to nobody because the group got too much. */
  drops: number;
  claimedAtMs: number;
}

/** The lanes whose oldest unsent entry is due and held by nobody. */
async function listDueLanes(): Promise<string[]> {
  const rows = await db().$queryRaw<{ lane: string }[]>`
    SELECT "lane" FROM (
      SELECT DISTINCT ON ("lane") "id", "lane", "nextAttemptAt", "claimedUntil"
      FROM "OutboxEntry" WHERE "acceptedAt" IS NULL AND "refusedAt" IS NULL ORDER BY "lane", "id"
    ) AS head
    WHERE "nextAttemptAt" <= timezone('UTC', now()) AND ("claimedUntil" IS NULL OR "claimedUntil" <= timezone('UTC', now()))
    ORDER BY "nextAttemptAt", "id" LIMIT ${MOST_LANES}`;
  return rows.map(({ lane }) => lane);
}

/** Takes a lane's oldest unsent entry, when it is due and nobody else has it. */
async function claimHead(lane: string): Promise<Entry | null> {
  const claimedAtMs = Date.now();
  const [head] = await db().$queryRaw<Omit<Entry, "claimedAtMs">[]>`
    UPDATE "OutboxEntry"
    SET "claimedUntil" = timezone('UTC', now()) + ${CLAIM_MS}::int * interval '1 millisecond', "attempts" = "attempts" + 1
    WHERE "id" = (
      SELECT "id" FROM "OutboxEntry" WHERE "lane" = ${lane} AND "acceptedAt" IS NULL AND "refusedAt" IS NULL ORDER BY "id" LIMIT 1
    )
    AND "nextAttemptAt" <= timezone('UTC', now()) AND ("claimedUntil" IS NULL OR "claimedUntil" <= timezone('UTC', now()))
    RETURNING "id", "lane", "kind", "payload", "attempts", "drops"`;
  return head ? { ...head, claimedAtMs } : null;
}

async function sendHead(head: Entry): Promise<void> {
  let ids = [head.id];
  try {
    const payload = entryPayload.parse(head.payload);
    // A second try is sent as the first was or shorter: its number is known to Tencent, and what were added would be dropped with it.
    if (payload.kind === "message.items" && (await takeTurn(head.lane)) && head.attempts === 1) {
      const more = await listFollowing(head);
      ids = [head.id, ...more.map(({ id }) => id)];
      payload.items.push(...more.flatMap(({ items }) => items));
    }
    const isOutdated = await isSuperseded(head, payload);
    if (Date.now() - head.claimedAtMs > LATEST_BEGIN_MS) return; // this process stood still: another may have it soon
    if (!isOutdated) await deliver(head, payload);
    if (TOLD_TO_ROOMS.has(payload.kind)) noteOwn(head.lane, "news", null, Date.now());
    await db().outboxEntry.updateMany({
      where: { id: { in: ids } },
      data: { acceptedAt: new Date(), claimedUntil: null, lastError: null },
    });
  } catch (error) {
    await giveBack(head, error);
    logError("outbox entry not accepted", error, { lane: head.lane, kind: head.kind, attempts: head.attempts });
  }
}

/** Ends the claim of an entry that was not accepted: it is due again after a pause, or set aside when it never will be accepted. */
async function giveBack({ id, lane, attempts }: Entry, error: unknown): Promise<void> {
  const lastError = error instanceof Error ? error.message : String(error);
  const isRefused = error instanceof ImError ? NEVER_ACCEPTED.has(error.code) : isRefusedForGood(error);
  const pauseMs = pauseAfter(attempts, BACK_OFF, Math.random());
  const dropped = error instanceof MessageDropped ? 1 : 0;
  if (error instanceof MessageDropped) noteOwn(lane, "news", error.reason, Date.now());
  await db().$executeRaw`
    UPDATE "OutboxEntry" SET "claimedUntil" = NULL, "lastError" = ${lastError}, "drops" = "drops" + ${dropped}::int,
      "refusedAt" = CASE WHEN ${isRefused} THEN timezone('UTC', now()) END,
      "nextAttemptAt" = timezone('UTC', now()) + ${pauseMs}::int * interval '1 millisecond'
    WHERE "id" = ${id} AND "attempts" = ${attempts} AND "acceptedAt" IS NULL`;
}

/** What a group is said to be is written once, as it is last, when several changes wait: Tencent takes five writes a second. */
async function isSuperseded(head: Entry, payload: EntryPayload): Promise<boolean> {
  if (payload.kind !== "group.attributes" && payload.kind !== "group.profile") return false;
  const last = await db().outboxEntry.findFirst({
    where: { lane: head.lane, kind: head.kind, id: { gt: head.id }, acceptedAt: null, refusedAt: null },
    orderBy: { id: "desc" },
  });
  const later = last && entryPayload.parse(last.payload);
  if (later?.kind !== "group.attributes" || payload.kind !== "group.attributes") return later !== null;
  return Object.keys(payload.attributes).every((key) => key in later.attributes);
}

/** The entries right after a claimed one that can go into the same message. Nobody else sends them while the head is held. */
async function listFollowing(head: Entry): Promise<{ id: bigint; items: unknown[] }[]> {
  const rows = await db().outboxEntry.findMany({
    where: { lane: head.lane, id: { gt: head.id }, acceptedAt: null, refusedAt: null },
    orderBy: { id: "asc" },
    take: MOST_ITEMS - 1,
  });
  const { base, items } = itemsPayload.parse(head.payload);
  let bytes = wireBytes(items);
  const following: { id: bigint; items: unknown[] }[] = [];
  for (const row of rows) {
    const payload = itemsPayload.safeParse(row.payload).data;
    if (!payload || JSON.stringify(payload.base) !== JSON.stringify(base)) break;
    bytes += wireBytes(payload.items);
    if (bytes > MOST_ITEM_BYTES) break;
    following.push({ id: row.id, items: payload.items });
  }
  return following;
}

/** A custom message is JSON inside of JSON: what it takes there. */
function wireBytes(items: readonly unknown[]): number {
  return new TextEncoder().encode(JSON.stringify(JSON.stringify(items))).length;
}

/** How fast lanes were sent lately, by this process. */
const paces = new Map<string, Pace>();

/** Waits until the lane may send one more list of items. True when it is behind and should send several as one. */
async function takeTurn(lane: string): Promise<boolean> {
  const nowMs = Date.now();
  const { waitMs, pace } = nextSend(paces.get(lane) ?? AT_REST, ITEM_MESSAGES_PER_SECOND, nowMs);
  for (const [other, { second }] of paces) if (second < nowMs / 1000 - 2) paces.delete(other);
  paces.set(lane, pace);
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  return pace.isHurried;
}

/** What waits in a lane is due now, whatever pause it was in. What is being sent is left to whoever sends it. */
export async function hurryLane(lane: string): Promise<void> {
  await db().outboxEntry.updateMany({
    where: { lane, acceptedAt: null, refusedAt: null },
    data: { nextAttemptAt: new Date(0) },
  });
}

/** Removes accepted entries older than a day, and those that were set aside after thirty. */
export async function pruneOutbox(nowMs: number): Promise<void> {
  const before = (days: number) => ({ lt: new Date(nowMs - days * 86_400_000) });
  await db().outboxEntry.deleteMany({ where: { OR: [{ acceptedAt: before(1) }, { refusedAt: before(30) }] } });
}
