import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { getListOrder } from "@/lib/rooms/directory";
import { orderQuery } from "@/lib/rooms/schema";

/** GET /api/directory/order?list=popular&category=music gives the ids of a list's first page, for pages that show it already. */
export const GET = publicRoute(z.object({}), async ({ request }) => {
  const { list, category } = parseInput(orderQuery, Object.fromEntries(new URL(request.url).searchParams));
  const headers = { "cache-control": "public, max-age=2, s-maxage=2, stale-while-revalidate=5" };
  return Response.json(await getListOrder({ list, category }), { headers });
});
