import { AppError } from "@/lib/errors";
import { bodyRoute } from "@/lib/http";
import { holdViewers } from "@/lib/popularity/online";
import { leaseInput, roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** POST /api/rooms/:roomId/lease says that somebody is still watching; they count for 45 s. Pages repeat it every 15 s. */
export const POST = bodyRoute(roomParams, leaseInput, async ({ params, body }) => {
  const viewer = (await getSessionUserId()) ?? `anonymous-${body.viewerId}`;
  const presence = await holdViewers(params.roomId, [viewer], Date.now());
  if (!presence) throw new AppError("not_found");
  return Response.json(presence, { headers: { "cache-control": "no-store" } });
});
