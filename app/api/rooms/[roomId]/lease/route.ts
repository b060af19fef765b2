import { clientAddress, hashAddress } from "@/lib/client-address";
import { AppError } from "@/lib/errors";
import { bodyRoute } from "@/lib/http";
import { holdViewers, holdVisitor } from "@/lib/popularity/online";
import { leaseInput, roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** POST /api/rooms/:roomId/lease says that somebody is still watching; they count for 45 s. Pages repeat it every 15 s. */
export const POST = bodyRoute(roomParams, leaseInput, async ({ request, params, body }) => {
  const userId = await getSessionUserId();
  const nowMs = Date.now();
  const presence = userId
    ? await holdViewers(params.roomId, [userId], nowMs)
    : await holdVisitor(params.roomId, body.viewerId, await hashAddress(clientAddress(request)), nowMs);
  if (!presence) throw new AppError("not_found");
  return Response.json(presence, { headers: { "cache-control": "no-store" } });
});
