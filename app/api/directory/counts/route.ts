import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { getCardUpdates } from "@/lib/rooms/queries";

/** GET /api/directory/counts?ids=a,b gives the moving numbers of cards that are on screen. */
export const GET = publicRoute(z.object({}), async ({ request }) => {
  const ids = new URL(request.url).searchParams.get("ids") ?? "";
  const headers = { "cache-control": "public, max-age=2, s-maxage=2, stale-while-revalidate=5" };
  return Response.json(await getCardUpdates(ids.split(",")), { headers });
});
