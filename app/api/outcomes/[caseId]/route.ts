import { z } from "zod";
import { userRoute } from "@/lib/http";
import { noteTold } from "@/lib/reviews/outcomes";
import { caseParams } from "@/lib/reviews/schema";

/** PUT /api/outcomes/:caseId notes that the reader was told. Safe to repeat. */
export const PUT = userRoute(caseParams, z.strictObject({}), async ({ user, params }) => {
  await noteTold(user.id, params.caseId, Date.now());
  return Response.json({});
});
