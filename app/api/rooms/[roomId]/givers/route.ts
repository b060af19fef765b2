import { getGiverBoards } from "@/lib/givers/queries";
import { publicRoute } from "@/lib/http";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId/givers lists who gave most, in the session, on this UTC day and of all time. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  const headers = { "cache-control": "public, max-age=2, s-maxage=2" };
  return Response.json(await getGiverBoards(params.roomId, Date.now()), { headers });
});
