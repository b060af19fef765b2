import { followInput, hostParams } from "@/lib/follows/schema";
import { setFollow } from "@/lib/follows/set-follow";
import { userRoute } from "@/lib/http";

/** PUT /api/hosts/:hostId/follow makes the signed-in user follow a host, or not; safe to repeat. */
export const PUT = userRoute(hostParams, followInput, async ({ user, params, body }) =>
  Response.json(await setFollow(user, params.hostId, body.isFollowing, Date.now())),
);
