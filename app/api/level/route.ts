import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { getLevel } from "@/lib/levels/queries";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/level gives the signed-in user's level, what it rests on and what is next. */
export const GET = publicRoute(z.object({}), async () => {
  const userId = await getSessionUserId();
  if (!userId) throw new AppError("unauthenticated");
  return Response.json(await getLevel(userId), { headers: { "cache-control": "no-store" } });
});
