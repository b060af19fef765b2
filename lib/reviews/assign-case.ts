import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import type { SessionUser } from "../users/schema";
import { lockCase } from "./authorize";
import { isTakenByOther } from "./rules";

/** Takes a case for oneself for ten minutes, or lets go of it. Throws `conflict` while somebody else has it, or when it is decided. */
export async function assignCase(actor: SessionUser, caseId: string, isMine: boolean, nowMs: number): Promise<void> {
  await db().$transaction(async (tx) => {
    const found = await lockCase(tx, actor, caseId);
    if (found.status !== "open") throw new AppError("conflict", "decided", { fields: { case: "decided" } });
    const { assigneeId, assignedAt } = found;
    const isTaken = isTakenByOther({ assigneeId, assignedAtMs: assignedAt?.getTime() ?? null }, actor.id, nowMs);
    if (isTaken) throw new AppError("conflict", `assigned to ${assigneeId}`, { fields: { case: "assigned" } });
    const data = isMine ? { assigneeId: actor.id, assignedAt: new Date(nowMs) } : { assigneeId: null, assignedAt: null };
    await tx.reviewCase.update({ where: { id: caseId }, data });
  });
}
