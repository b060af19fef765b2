import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { getRoomSnapshot } from "@/lib/rooms/queries";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId gives what changes in a room while somebody watches it. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  const snapshot = await getRoomSnapshot(params.roomId, Date.now());
  if (!snapshot) throw new AppError("not_found");
  return Response.json(snapshot, { headers: { "cache-control": "no-store" } });
});
