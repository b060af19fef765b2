import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { roomParams } from "@/lib/rooms/schema";
import { getStudioState } from "@/lib/rooms/studio-queries";
import { requireUser } from "@/lib/users/session";

/** GET /api/rooms/:roomId/studio gives a host what moves in the studio. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  const state = await getStudioState(await requireUser(), params.roomId);
  if (!state) throw new AppError("not_found");
  return Response.json(state, { headers: { "cache-control": "no-store" } });
});
