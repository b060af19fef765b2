import "server-only";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { SITE_SCOPE } from "./schema";

/** Throws for people who may not keep a list: that of all rooms, or that of one. */
export async function authorizeScope(user: SessionUser, scope: string): Promise<void> {
  if (scope === SITE_SCOPE) await requireAct(user, "words.site");
  else await requireAct(user, "room.words", { roomId: scope });
}
