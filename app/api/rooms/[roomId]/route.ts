import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { requireEntry } from "@/lib/restrictions/holds";
import { tracesOf } from "@/lib/restrictions/traces";
import { getRoomSnapshot } from "@/lib/rooms/queries";
import { roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/rooms/:roomId gives what changes in a room while somebody watches it; `banned` to who may not. */
export const GET = publicRoute(roomParams, async ({ request, params }) => {
  const nowMs = Date.now();
  const [userId, traces] = await Promise.all([getSessionUserId(), tracesOf(request)]);
  const entry = requireEntry({ userId, roomId: params.roomId, ...traces }, nowMs);
  const [snapshot] = await Promise.all([getRoomSnapshot(params.roomId, nowMs), entry]);
  if (!snapshot) throw new AppError("not_found");
  return Response.json(snapshot, { headers: { "cache-control": "no-store" } });
});
