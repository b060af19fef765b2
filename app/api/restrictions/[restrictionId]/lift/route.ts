import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { lift } from "@/lib/moderation/lift";
import { drainOutbox } from "@/lib/outbox";
import { liftInput, restrictionParams } from "@/lib/restrictions/schema";

/** POST /api/restrictions/:restrictionId/lift ends a mute or a ban before its time. */
export const POST = userRoute(restrictionParams, liftInput, async ({ user, params, body }) => {
  const done = await lift(user, params.restrictionId, body.reason, Date.now());
  after(drainOutbox);
  return Response.json(done);
});
