import { z } from "zod";

/** Which room's or account's messages are to be tried again. */
export const hurryOutboxInput = z.object({ lane: z.string().min(1).max(64) });

export const auditParams = z.object({
  entryId: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
});
