import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { readOutcomes } from "@/lib/reviews/outcomes";
import { requireUser } from "@/lib/users/session";

/** GET /api/outcomes tells what became of the reader's reports and held messages. */
export const GET = publicRoute(z.object({}), async () => {
  const { id } = await requireUser();
  return Response.json(await readOutcomes(id, Date.now()), { headers: { "cache-control": "no-store" } });
});
