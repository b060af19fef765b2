import { publicRoute } from "@/lib/http";
import { readHistory } from "@/lib/messages/history";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId/history gives the room's newest messages, oldest first, to everybody who comes in. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  return Response.json(await readHistory(params.roomId), { headers: { "cache-control": "no-store" } });
});
