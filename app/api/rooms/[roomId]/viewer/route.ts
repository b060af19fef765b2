import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { tracesOf } from "@/lib/restrictions/traces";
import { roomParams } from "@/lib/rooms/schema";
import { getRoomViewer } from "@/lib/rooms/viewer-queries";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/rooms/:roomId/viewer gives the signed-in user what the room is to them. The page itself is the same for everybody. */
export const GET = publicRoute(roomParams, async ({ request, params }) => {
  const userId = await getSessionUserId();
  if (!userId) throw new AppError("unauthenticated");
  const viewer = await getRoomViewer(userId, params.roomId, await tracesOf(request), Date.now());
  return Response.json(viewer, { headers: { "cache-control": "no-store" } });
});
