import { publicRoute } from "@/lib/http";
import { getReplay } from "@/lib/replays/queries";
import { requireEntry } from "@/lib/restrictions/holds";
import { tracesOf } from "@/lib/restrictions/traces";
import { roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/rooms/:roomId/replay gives what the room's last session can be seen again by; `banned` to who may not. */
export const GET = publicRoute(roomParams, async ({ request, params }) => {
  const [userId, traces] = await Promise.all([getSessionUserId(), tracesOf(request)]);
  await requireEntry({ userId, roomId: params.roomId, ...traces }, Date.now());
  return Response.json(await getReplay(params.roomId), { headers: { "cache-control": "no-store" } });
});
