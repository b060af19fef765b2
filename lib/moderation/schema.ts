import { z } from "zod";

/** Which room's or account's messages are to be tried again. */
export const hurryOutboxInput = z.object({ lane: z.string().min(1).max(64) });

export const auditParams = z.object({
  entryId: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
});

/** What Tencent has not accepted of one room, or of one account. */
export interface PendingLane {
  lane: string;
  /** Null for what is about an account. */
  room: { id: string; title: string } | null;
  waiting: number;
  /** Set aside, because Tencent will never accept it. */
  refused: number;
  oldestAgeMs: number;
  lastError: string | null;
}
