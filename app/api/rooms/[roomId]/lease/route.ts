import { clientAddress, hashAddress } from "@/lib/client-address";
import { AppError } from "@/lib/errors";
import { bodyRoute } from "@/lib/http";
import { findLevel } from "@/lib/levels/remember-levels";
import { limit } from "@/lib/limit";
import { holdMember, holdVisitor } from "@/lib/popularity/online";
import { requireEntry } from "@/lib/restrictions/holds";
import { markDevice, tracesOf } from "@/lib/restrictions/traces";
import { leaseInput, roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** POST /api/rooms/:roomId/lease says that somebody is still watching; they count for 45 s. Pages repeat it every 15 s. `banned` for who may not. */
export const POST = bodyRoute(roomParams, leaseInput, async ({ request, params, body }) => {
  const [userId, from, traces] = await Promise.all([getSessionUserId(), hashAddress(clientAddress(request)), tracesOf(request)]);
  const nowMs = Date.now();
  await Promise.all([limit("lease", from, 600, 60), requireEntry({ userId, roomId: params.roomId, ...traces }, nowMs)]);
  const presence = userId
    ? await holdMember(params.roomId, userId, body.viewerId, nowMs)
    : await holdVisitor(params.roomId, body.viewerId, from, nowMs);
  if (!presence) throw new AppError("not_found");
  // The level is loaded at each UserSig; a page may ask before it has one.
  const level = presence.level ?? (userId ? ((await findLevel(userId))?.level ?? null) : null);
  return Response.json({ ...presence, level }, { headers: { "cache-control": "no-store", ...markDevice(request) } });
});
