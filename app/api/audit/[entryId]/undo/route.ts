import { after } from "next/server";
import { z } from "zod";
import { userRoute } from "@/lib/http";
import { auditParams } from "@/lib/moderation/schema";
import { undoAct } from "@/lib/moderation/undo";
import { drainOutbox } from "@/lib/outbox";

/** POST /api/audit/:entryId/undo takes an act back that is in the audit log. */
export const POST = userRoute(auditParams, z.strictObject({}), async ({ user, params }) => {
  await undoAct(user, params.entryId, Date.now());
  after(drainOutbox);
  return Response.json({});
});
