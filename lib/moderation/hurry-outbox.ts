import "server-only";
import { AppError } from "../errors";
import { hurryLane } from "../outbox";
import { hasRole } from "../users/roles";
import type { SessionUser } from "../users/schema";

/** What waits for Tencent in one lane is tried now and not after its pause, for admins. */
export async function hurryOutbox(actor: SessionUser, lane: string): Promise<void> {
  if (!hasRole(actor.role, "admin")) throw new AppError("forbidden", "hurry the outbox");
  await hurryLane(lane);
}
