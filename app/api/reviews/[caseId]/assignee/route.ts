import { userRoute } from "@/lib/http";
import { assignCase } from "@/lib/reviews/assign-case";
import { assignInput, caseParams } from "@/lib/reviews/schema";

/** PUT /api/reviews/:caseId/assignee takes a case for oneself, or lets go of it. */
export const PUT = userRoute(caseParams, assignInput, async ({ user, params, body }) => {
  await assignCase(user, params.caseId, body.isMine, Date.now());
  return Response.json({});
});
