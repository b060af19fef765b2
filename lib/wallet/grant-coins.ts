import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { recordAct } from "../moderation/audit";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { post } from "./post";
import { issuance, wallet } from "./rules";
import type { GrantCoinsInput } from "./schema";

/** Gives coins to a person, for admins; written to the audit log. The same `requestId` again gives nothing more. */
export async function grantCoins(actor: SessionUser, { requestId, email, coins, reason }: GrantCoinsInput): Promise<void> {
  await requireAct(actor, "coins.grant");
  await db().$transaction(async (tx) => {
    const person = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (!person) throw new AppError("not_found", "grant", { fields: { email: "not_found" } });
    const moves = [
      { account: wallet(person.id), coins },
      { account: issuance, coins: -coins },
    ];
    const about = { kind: "grant", scope: `grant:${actor.id}`, requestId, actorId: actor.id, reason } as const;
    const posted = await post(tx, { ...about, moves });
    if (!posted) return;
    const after = { coins, transactionId: String(posted.id) };
    await recordAct(tx, { actorId: actor.id, action: "coins.grant", subjectId: person.id, reason, after });
  });
}
