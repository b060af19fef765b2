import { publicRoute } from "@/lib/http";
import { listRoomMembers } from "@/lib/members/queries";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId/members lists the people with an account in a room, the newest first. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  const headers = { "cache-control": "public, max-age=1, s-maxage=1" };
  return Response.json(await listRoomMembers(params.roomId, Date.now()), { headers });
});
