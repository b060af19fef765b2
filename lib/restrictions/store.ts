import "server-only";
import { z } from "zod";
import type { Transaction } from "../db";
import type { Restriction } from "../generated/prisma/client";
import { newId } from "../ids";
import { fieldOf, holdsAt, type RestrictionKind, type Subject } from "./rules";
import { kind } from "./schema";

/** What is held back, of whom, and where: there is one restriction for each of these at most. */
export interface Place {
  kind: RestrictionKind;
  roomId: string | null;
  subject: Subject;
}

/** A restriction as the audit log keeps it. */
export const restrictionState = z.object({
  kind,
  userId: z.string().nullable(),
  deviceHash: z.string().nullable(),
  addressRange: z.string().nullable(),
  isOn: z.boolean(),
  untilMs: z.int().nullable(),
  reason: z.string(),
  /** Whom a trace was seen with. */
  ofUserId: z.string().nullable().default(null),
  /** Who placed it, and when. */
  byId: z.string().nullable().default(null),
  sinceMs: z.int().nullable().default(null),
  /** The row's own: while it is the same, nobody has changed anything. */
  revision: z.string().nullable().default(null),
});
export type RestrictionState = z.infer<typeof restrictionState>;

/** Of one act: what it changed, in one order before and after. */
export const restrictionStates = z.object({ rows: z.array(restrictionState) });

function columnsOf(subject: Subject) {
  return { userId: null, deviceHash: null, addressRange: null, ...subject };
}

/**
 * Waits until nobody else acts on these places, and keeps them until the transaction ends, also those that have no row yet. All
 * of a transaction's are asked for at once, in one order, so that two never wait for each other in a circle.
 */
export async function lockPlaces(tx: Transaction, places: readonly Place[]): Promise<void> {
  const names = places.map(({ kind, roomId, subject }) => `restriction ${roomId ?? ""} ${fieldOf(kind, subject)}`);
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock("key")::text FROM (
      SELECT DISTINCT hashtextextended("name", 0) AS "key" FROM unnest(${names}::text[]) AS given("name") ORDER BY 1
    ) AS ordered`;
}

/** Finds a restriction, whether it holds or not. The caller holds its place. */
export async function findRestriction(tx: Transaction, { kind, roomId, subject }: Place): Promise<Restriction | null> {
  const { userId, deviceHash, addressRange } = columnsOf(subject);
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Restriction" WHERE "kind" = ${kind}::"RestrictionKind" AND COALESCE("roomId", '') = ${roomId ?? ""}
      AND COALESCE("userId", '') = ${userId ?? ""} AND COALESCE("deviceHash", '') = ${deviceHash ?? ""}
      AND COALESCE("addressRange", '') = ${addressRange ?? ""} FOR UPDATE`;
  return found ? tx.restriction.findUnique({ where: { id: found.id } }) : null;
}

/** What is stored in a place. `ofUserId` is set for the traces of somebody. */
export interface Stay {
  isOn: boolean;
  untilMs: number | null;
  reason: string;
  byId: string;
  sinceMs: number;
  ofUserId?: string | null;
}

/** Stores what holds from now on in the place of what held there before. The caller holds the place. */
export async function saveRestriction(
  tx: Transaction,
  { kind, roomId, subject }: Place,
  { isOn, untilMs, reason, byId, sinceMs, ofUserId = null }: Stay,
  nowMs: number,
): Promise<Restriction> {
  const { userId, deviceHash, addressRange } = columnsOf(subject);
  const until = untilMs === null ? null : new Date(untilMs);
  const [since, liftedAt] = [new Date(sinceMs), isOn ? null : new Date(nowMs)];
  const [saved] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Restriction" ("id", "kind", "roomId", "userId", "deviceHash", "addressRange", "until", "reason", "byId", "createdAt", "liftedAt",
      "ofUserId")
    VALUES (${newId()}, ${kind}::"RestrictionKind", ${roomId}, ${userId}, ${deviceHash}, ${addressRange}, ${until}::timestamp, ${reason},
      ${byId}, ${since}, ${liftedAt}::timestamp, ${ofUserId})
    ON CONFLICT ("kind", COALESCE("roomId", ''), COALESCE("userId", ''), COALESCE("deviceHash", ''), COALESCE("addressRange", ''))
    DO UPDATE SET "until" = EXCLUDED."until", "reason" = EXCLUDED."reason", "byId" = EXCLUDED."byId",
      "createdAt" = EXCLUDED."createdAt", "liftedAt" = EXCLUDED."liftedAt", "ofUserId" = EXCLUDED."ofUserId"
    RETURNING "id"`;
  return tx.restriction.findUniqueOrThrow({ where: { id: saved?.id ?? "" } });
}

/** True while somebody is banned from the site or from a room, as it is stored. */
export async function isBanned(tx: Transaction, userId: string, roomId: string, nowMs: number): Promise<boolean> {
  const holding = { liftedAt: null, OR: [{ until: null }, { until: { gt: new Date(nowMs) } }] };
  const bans = tx.restriction.count({ where: { kind: "ban", userId, AND: [holding, { OR: [{ roomId: null }, { roomId }] }] } });
  return (await bans) > 0;
}

/** What is, or was, kept out together with a banned person, in the same place; nothing for any other row. */
export async function listTracesOf(tx: Transaction, { kind, roomId, userId }: Restriction): Promise<Restriction[]> {
  if (kind !== "ban" || userId === null) return [];
  return tx.restriction.findMany({ where: { kind, roomId, ofUserId: userId }, orderBy: { id: "asc" } });
}

/** Ends a restriction. */
export async function liftRow(tx: Transaction, id: string, nowMs: number): Promise<Restriction> {
  return tx.restriction.update({ where: { id }, data: { liftedAt: new Date(nowMs) } });
}

/** Whom a stored restriction is about. */
export function subjectOf({
  userId,
  deviceHash,
  addressRange,
}: Pick<Restriction, "userId" | "deviceHash" | "addressRange">): Subject {
  if (userId) return { userId };
  return deviceHash ? { deviceHash } : { addressRange: addressRange ?? "" };
}

/** True while a stored restriction holds. */
export function isHolding({ until, liftedAt }: Pick<Restriction, "until" | "liftedAt">, nowMs: number): boolean {
  return liftedAt === null && holdsAt(until?.getTime() ?? null, nowMs);
}

/** A place as the audit log keeps it, with what is there; nothing is there before the first act. */
export function stateOf({ kind, subject }: Place, row: Restriction | null): RestrictionState {
  const off = { isOn: false, untilMs: null, reason: "", ofUserId: null, byId: null, sinceMs: null, revision: null };
  if (!row) return { kind, ...columnsOf(subject), ...off };
  const { reason, ofUserId, byId } = row;
  const [isOn, untilMs] = [row.liftedAt === null, row.until?.getTime() ?? null];
  const about = { ofUserId, byId, sinceMs: row.createdAt.getTime(), revision: String(row.revision) };
  return { kind, ...columnsOf(subject), isOn, untilMs, reason, ...about };
}

/** True when nobody has changed a place since it was so. Entries that were written before rows had their number are compared by what they say. */
export function isSameState(one: RestrictionState, other: RestrictionState): boolean {
  const name = (state: RestrictionState) => fieldOf(state.kind, subjectOf(state));
  if (name(one) !== name(other)) return false;
  if (one.revision !== null && other.revision !== null) return one.revision === other.revision;
  return one.isOn === other.isOn && (!one.isOn || one.untilMs === other.untilMs);
}
