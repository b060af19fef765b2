import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { listFollowedRooms } from "@/lib/rooms/followed";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/followed gives the signed-in user the rooms of the hosts that they follow. */
export const GET = publicRoute(z.object({}), async () => {
  const userId = await getSessionUserId();
  if (!userId) throw new AppError("unauthenticated");
  return Response.json(await listFollowedRooms(userId), { headers: { "cache-control": "no-store" } });
});
