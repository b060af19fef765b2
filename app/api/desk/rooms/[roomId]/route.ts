import { getDeskRoomState } from "@/lib/desk/room";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { roomParams } from "@/lib/rooms/schema";
import { requireUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

/** GET /api/desk/rooms/:roomId gives what moves of a room at the desk. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  await requireAct(await requireUser(), "room.watch", { roomId: params.roomId });
  const state = await getDeskRoomState(params.roomId, Date.now());
  if (!state) throw new AppError("not_found");
  return Response.json(state, { headers: { "cache-control": "no-store" } });
});
