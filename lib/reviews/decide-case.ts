import "server-only";
import { z } from "zod";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { ReviewCase } from "../generated/prisma/client";
import { type Inverse, recordAct } from "../moderation/audit";
import { findKept, type HiddenChange, projectHidden, storeHidden } from "../moderation/hidden-messages";
import type { SessionUser } from "../users/schema";
import { lockCase } from "./authorize";
import { isTakenByOther } from "./rules";
import type { DecideInput } from "./schema";
import { sendHeld } from "./send-held";

/**
 * Decides a case, for those who keep order in its room and stand above the one it is about. A held message that passes is sent to
 * the room in its author's name; a reported one that is refused is taken away. Gives the audit entry, by which it can be undone.
 * Throws `conflict` when it was decided before, or while somebody else has it: `case` in the fields says which.
 */
export async function decideCase(actor: SessionUser, caseId: string, input: DecideInput, nowMs: number): Promise<bigint> {
  const { outcome, reason } = input;
  const kept = await keptOf(caseId);
  const { entryId, change } = await db().$transaction(async (tx) => {
    const found = await lockCase(tx, actor, caseId);
    checkOpen(found, actor, nowMs);
    const wasSent = found.kind === "held" && outcome === "passed" && (await sendHeld(tx, found, nowMs));
    const change = outcome === "refused" && found.kind === "message" ? await storeHidden(tx, placeOf(found), true, kept) : null;
    const decision = { status: outcome, hasHidden: change !== null, wasSent };
    await tx.reviewCase.update({
      where: { id: caseId },
      data: { ...decision, decidedById: actor.id, decidedAt: new Date(nowMs), assigneeId: null, assignedAt: null },
    });
    const entryId = await recordAct(tx, {
      actorId: actor.id,
      action: outcome === "passed" ? "case.pass" : "case.refuse",
      subjectId: caseId,
      roomId: found.roomId,
      reason,
      before: aboutCase(found),
      after: decision,
    });
    return { entryId, change };
  });
  if (change) await projectHidden(change);
  return entryId;
}

const decided = z.object({ status: z.enum(["passed", "refused"]) });

/** Opens a decided case again: what it hid is shown, what it sent is taken away, and who was told will be told anew. */
export const undoDecideCase: Inverse = async (actor, { id, subjectId: caseId, after }) => {
  const { status } = decided.parse(after);
  const kept = await keptOf(caseId);
  const change = await db().$transaction(async (tx) => {
    const found = await lockCase(tx, actor, caseId);
    if (found.status !== status) throw new AppError("conflict", `the case is ${found.status}`);
    const change = await takeBack(tx, found, kept);
    const untold = { toldAt: null };
    await tx.reviewCase.update({
      where: { id: caseId },
      data: { status: "open", hasHidden: false, wasSent: false, decidedById: null, decidedAt: null, ...untold },
    });
    await tx.reviewReport.updateMany({ where: { caseId }, data: untold });
    await recordAct(tx, {
      actorId: actor.id,
      action: "case.reopen",
      subjectId: caseId,
      roomId: found.roomId,
      before: { ...aboutCase(found), status },
      after: { status: "open" },
      undoesId: id,
    });
    return change;
  });
  if (change) await projectHidden(change);
};

async function takeBack(
  tx: Transaction,
  found: ReviewCase,
  kept: Awaited<ReturnType<typeof findKept>>,
): Promise<HiddenChange | null> {
  if (found.hasHidden) return storeHidden(tx, placeOf(found), false, kept);
  return found.wasSent ? storeHidden(tx, placeOf(found), true, kept) : null;
}

function checkOpen({ status, assigneeId, assignedAt }: ReviewCase, actor: SessionUser, nowMs: number): void {
  if (status !== "open") throw new AppError("conflict", `decided: ${status}`, { fields: { case: "decided" } });
  const isTaken = isTakenByOther({ assigneeId, assignedAtMs: assignedAt?.getTime() ?? null }, actor.id, nowMs);
  if (isTaken) throw new AppError("conflict", `assigned to ${assigneeId}`, { fields: { case: "assigned" } });
}

/** The message of a case as the history has it, read before the transaction: that holds no network call. */
async function keptOf(caseId: string) {
  const found = await db().reviewCase.findUnique({ where: { id: caseId } });
  return found?.random ? findKept(placeOf(found)) : null;
}

function placeOf({ roomId, userId, random }: ReviewCase) {
  return { roomId, fromId: userId, random: Number(random ?? 0) };
}

function aboutCase({ kind, userId, text, sticker }: ReviewCase) {
  return { kind, userId, text, sticker };
}
