import "server-only";
import type { Transaction } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import type { SessionUser } from "../users/schema";
import type { AuditAction } from "./acts";

/** Plain data that JSON can hold. */
export type AuditState = Prisma.InputJsonObject;

/** An act, as the audit log has it. */
export interface Act {
  actorId: string;
  action: AuditAction;
  /** Whom or what it is about: the id of a person, a room, a list, a message's ref (`fromId:random`). */
  subjectId: string;
  /** The room that it is about or was done in. */
  roomId?: string;
  reason?: string;
  /** What was there before, and what the act left: enough for its inverse. */
  before?: AuditState;
  after?: AuditState;
  /** The entry that this act undoes. */
  undoesId?: bigint;
}

/** Writes an act to the audit log, in the transaction of the act, and gives the entry's id. Throws `conflict` when what it undoes was undone before. */
export async function recordAct(tx: Transaction, act: Act): Promise<bigint> {
  const { undoesId } = act;
  // Held until the end: of two who undo the same, the second comes after the first.
  if (undoesId !== undefined) await tx.$queryRaw`SELECT "id" FROM "AuditEntry" WHERE "id" = ${undoesId} FOR UPDATE`;
  if (undoesId !== undefined && (await tx.auditEntry.count({ where: { undoesId } })) > 0) {
    throw new AppError("conflict", `audit entry ${undoesId} was undone before`);
  }
  const { id } = await tx.auditEntry.create({ data: act, select: { id: true } });
  return id;
}

/** An act that was written to the audit log, as its inverse reads it. `before` and `after` are parsed by whoever wrote them. */
export interface PastAct {
  id: bigint;
  actorId: string;
  action: string;
  subjectId: string;
  roomId: string | null;
  before: unknown;
  after: unknown;
}

/**
 * Takes an act back: itself an act, allowed to those who may do it, and recorded with `undoesId`. Throws `conflict` when what
 * the act left was changed since.
 */
export type Inverse = (actor: SessionUser, past: PastAct, nowMs: number) => Promise<void>;
