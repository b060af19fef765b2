import { clientAddress, hashAddress } from "@/lib/client-address";
import { AppError } from "@/lib/errors";
import { bodyRoute } from "@/lib/http";
import { findLevel } from "@/lib/levels/remember-levels";
import { limit } from "@/lib/limit";
import { holdMember, holdVisitor } from "@/lib/popularity/online";
import { leaseInput, roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** POST /api/rooms/:roomId/lease says that somebody is still watching; they count for 45 s. Pages repeat it every 15 s. */
export const POST = bodyRoute(roomParams, leaseInput, async ({ request, params, body }) => {
  const [userId, from] = await Promise.all([getSessionUserId(), hashAddress(clientAddress(request))]);
  await limit("lease", from, 600, 60);
  const nowMs = Date.now();
  const presence = userId
    ? await holdMember(params.roomId, userId, body.viewerId, nowMs)
    : await holdVisitor(params.roomId, body.viewerId, from, nowMs);
  if (!presence) throw new AppError("not_found");
  // The level is loaded at each UserSig; a page may ask before it has one.
  const level = presence.level ?? (userId ? ((await findLevel(userId))?.level ?? null) : null);
  return Response.json({ ...presence, level }, { headers: { "cache-control": "no-store" } });
});
