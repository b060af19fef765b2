import "server-only";
import { db, type Transaction } from "../db";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { SITE_SCOPE } from "./schema";

/** Throws for people who may not keep a list: that of all rooms, or that of one. */
export async function authorizeScope(user: SessionUser, scope: string, tx: Transaction = db()): Promise<void> {
  if (scope === SITE_SCOPE) await requireAct(user, "words.site", { tx });
  else await requireAct(user, "room.words", { roomId: scope, tx });
}
