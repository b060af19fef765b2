import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { decideCase } from "@/lib/reviews/decide-case";
import { caseParams, decideInput } from "@/lib/reviews/schema";

/** POST /api/reviews/:caseId/decision decides a case, once. */
export const POST = userRoute(caseParams, decideInput, async ({ user, params, body }) => {
  const entryId = await decideCase(user, params.caseId, body, Date.now());
  after(drainOutbox);
  return Response.json({ entryId: String(entryId) });
});
