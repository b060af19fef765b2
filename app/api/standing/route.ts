import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { standingQuery } from "@/lib/users/schema";
import { getSessionUserId } from "@/lib/users/session";
import { standingsIn } from "@/lib/users/standing";

/** GET /api/standing?roomId= gives what the signed-in user is, on the site or in a room, as it is stored now. */
export const GET = publicRoute(z.object({}), async ({ request }) => {
  const { roomId } = parseInput(standingQuery, Object.fromEntries(new URL(request.url).searchParams));
  const userId = await getSessionUserId();
  const [standing] = userId ? await standingsIn([userId], roomId) : [];
  if (!standing?.id) throw new AppError("unauthenticated");
  return Response.json(standing, { headers: { "cache-control": "no-store" } });
});
