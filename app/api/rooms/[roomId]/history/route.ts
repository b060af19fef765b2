import { publicRoute } from "@/lib/http";
import { listHistory } from "@/lib/messages/history";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId/history gives the room's newest messages, oldest first, to everybody who comes in. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  return Response.json({ messages: await listHistory(params.roomId) }, { headers: { "cache-control": "no-store" } });
});
