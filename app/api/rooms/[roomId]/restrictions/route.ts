import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { listRestrictions } from "@/lib/restrictions/queries";
import { restrictionsQuery } from "@/lib/restrictions/schema";
import { roomParams } from "@/lib/rooms/schema";
import { requireUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

/** GET /api/rooms/:roomId/restrictions gives who is muted or banned in a room, for those who keep order there. */
export const GET = publicRoute(roomParams, async ({ request, params }) => {
  const { actor } = await requireAct(await requireUser(), "room.mute", params);
  const query = parseInput(restrictionsQuery, Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listRestrictions(actor, params.roomId, query, Date.now()), {
    headers: { "cache-control": "no-store" },
  });
});
