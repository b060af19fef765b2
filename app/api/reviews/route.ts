import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { listCases } from "@/lib/reviews/queries";
import { reviewQuery } from "@/lib/reviews/schema";
import { requireUser } from "@/lib/users/session";

/** GET /api/reviews?tab=&room=&after= gives the cases that the reader may see. */
export const GET = publicRoute(z.object({}), async ({ request }) => {
  const query = parseInput(reviewQuery, Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listCases(await requireUser(), query), { headers: { "cache-control": "no-store" } });
});
