import { z } from "zod";
import { db } from "@/lib/db";
import { publicRoute } from "@/lib/http";
import { ensureProjection } from "@/lib/rooms/projection";

/** GET /api/health answers 200 when the process reaches its stores and Redis holds the rooms, else an error. */
export const GET = publicRoute(z.object({}), async () => {
  await Promise.all([db().$queryRaw`SELECT 1`, ensureProjection(Date.now())]);
  return Response.json({ status: "ready" }, { headers: { "cache-control": "no-store" } });
});
