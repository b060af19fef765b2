import "server-only";
import { z } from "zod";
import type { Transaction } from "../db";
import type { Restriction } from "../generated/prisma/client";
import { newId } from "../ids";
import { fieldOf, holdsAt, type RestrictionKind, type Subject } from "./rules";

/** What is held back, of whom, and where: there is one restriction for each of these at most. */
export interface Place {
  kind: RestrictionKind;
  roomId: string | null;
  subject: Subject;
}

/** A restriction as the audit log keeps it. */
export const restrictionState = z.object({
  kind: z.enum(["mute", "ban"]),
  userId: z.string().nullable(),
  deviceHash: z.string().nullable(),
  addressRange: z.string().nullable(),
  isOn: z.boolean(),
  untilMs: z.int().nullable(),
  reason: z.string(),
});
export type RestrictionState = z.infer<typeof restrictionState>;

/** Of one act: what it changed, in one order before and after. */
export const restrictionStates = z.object({ rows: z.array(restrictionState) });

function columnsOf(subject: Subject) {
  return { userId: null, deviceHash: null, addressRange: null, ...subject };
}

/** Finds a restriction, whether it holds or not, and keeps its row until the transaction ends. */
export async function findRestriction(tx: Transaction, { kind, roomId, subject }: Place): Promise<Restriction | null> {
  const { userId, deviceHash, addressRange } = columnsOf(subject);
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Restriction" WHERE "kind" = ${kind}::"RestrictionKind" AND COALESCE("roomId", '') = ${roomId ?? ""}
      AND COALESCE("userId", '') = ${userId ?? ""} AND COALESCE("deviceHash", '') = ${deviceHash ?? ""}
      AND COALESCE("addressRange", '') = ${addressRange ?? ""} FOR UPDATE`;
  return found ? tx.restriction.findUnique({ where: { id: found.id } }) : null;
}

/** Stores what holds from now on in the place of what held there before. Of two at the same time the later one stays. */
export async function saveRestriction(
  tx: Transaction,
  { kind, roomId, subject }: Place,
  { isOn, untilMs, reason }: Pick<RestrictionState, "isOn" | "untilMs" | "reason">,
  byId: string,
  nowMs: number,
): Promise<Restriction> {
  const { userId, deviceHash, addressRange } = columnsOf(subject);
  const until = untilMs === null ? null : new Date(untilMs);
  const now = new Date(nowMs);
  const liftedAt = isOn ? null : now;
  const [saved] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Restriction" ("id", "kind", "roomId", "userId", "deviceHash", "addressRange", "until", "reason", "byId", "createdAt", "liftedAt")
    VALUES (${newId()}, ${kind}::"RestrictionKind", ${roomId}, ${userId}, ${deviceHash}, ${addressRange}, ${until}::timestamp, ${reason},
      ${byId}, ${now}, ${liftedAt}::timestamp)
    ON CONFLICT ("kind", COALESCE("roomId", ''), COALESCE("userId", ''), COALESCE("deviceHash", ''), COALESCE("addressRange", ''))
    DO UPDATE SET "until" = EXCLUDED."until", "reason" = EXCLUDED."reason", "byId" = EXCLUDED."byId",
      "createdAt" = EXCLUDED."createdAt", "liftedAt" = EXCLUDED."liftedAt"
    RETURNING "id"`;
  return tx.restriction.findUniqueOrThrow({ where: { id: saved?.id ?? "" } });
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
export function stateOf(place: Place, row: Restriction | null): RestrictionState {
  const { kind, subject } = place;
  const untilMs = row?.until?.getTime() ?? null;
  return { kind, ...columnsOf(subject), isOn: row !== null && row.liftedAt === null, untilMs, reason: row?.reason ?? "" };
}

/** True when two states are the same to whoever is held back. */
export function isSameState(one: RestrictionState, other: RestrictionState): boolean {
  const name = (state: RestrictionState) => fieldOf(state.kind, subjectOf(state));
  return name(one) === name(other) && one.isOn === other.isOn && (!one.isOn || one.untilMs === other.untilMs);
}
