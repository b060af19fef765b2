import "server-only";
import { hurryLane } from "../outbox";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";

/** What waits for Tencent in one lane is tried now and not after its pause, for admins. */
export async function hurryOutbox(actor: SessionUser, lane: string): Promise<void> {
  await requireAct(actor, "outbox.hurry");
  await hurryLane(lane);
}
