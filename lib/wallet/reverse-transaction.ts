import "server-only";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import { type Inverse, recordAct } from "../moderation/audit";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { post } from "./post";
import { accountOf, isReversible, opposite } from "./rules";
import type { ReverseInput } from "./schema";

/**
 * Takes a transaction back by its opposite, for admins; linked to it and written to the audit log. Throws `conflict` when it
 * was taken back before or is not of a kind that can be, and `coins_spent` when somebody no longer has what they would lose.
 */
export async function reverseTransaction(
  actor: SessionUser,
  { transactionId, reason }: ReverseInput,
  undoesId?: bigint,
): Promise<void> {
  await requireAct(actor, "coins.reverse");
  const id = BigInt(transactionId);
  await db()
    .$transaction(async (tx) => {
      const original = await tx.ledgerTransaction.findUnique({ where: { id }, include: { entries: true } });
      if (!original) throw new AppError("not_found");
      if (!isReversible(original.kind)) throw new AppError("conflict", `${original.kind} cannot be reversed`);
      const moves = opposite(
        original.entries.map((entry) => ({ account: accountOf(entry.accountId), coins: Number(entry.amount) })),
      );
      const about = { kind: "reversal", scope: "reversal", requestId: transactionId, actorId: actor.id, reason } as const;
      const posted = await post(tx, { ...about, reversesId: id, moves });
      if (!posted) throw new AppError("conflict", "reversed before");
      const act = { actorId: actor.id, action: "coins.reverse", subjectId: transactionId, reason } as const;
      await recordAct(tx, undoesId === undefined ? act : { ...act, undoesId });
    })
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === "insufficient_coins") throw new AppError("coins_spent", error.detail);
      throw error;
    });
}

const granted = z.object({ transactionId: z.string() });

/** Takes granted coins back. */
export const undoGrant: Inverse = async (actor, past) => {
  const { transactionId } = granted.parse(past.after);
  await reverseTransaction(actor, { transactionId, reason: `#${past.id}` }, past.id);
};
