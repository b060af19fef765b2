import { z } from "zod";
import { getWall } from "@/lib/desk/wall";
import { publicRoute } from "@/lib/http";
import { requireUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

/** GET /api/desk/wall gives the running rooms with what a moderator watches them for. */
export const GET = publicRoute(z.object({}), async () => {
  await requireAct(await requireUser(), "desk.open");
  return Response.json(await getWall(Date.now()), { headers: { "cache-control": "no-store" } });
});
