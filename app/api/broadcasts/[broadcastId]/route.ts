import { commandBroadcast } from "@/lib/broadcasts/command-broadcast";
import { listDeliveries } from "@/lib/broadcasts/queries";
import { broadcastParams, commandInput } from "@/lib/broadcasts/schema";
import { publicRoute, userRoute } from "@/lib/http";
import { requireUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

/** GET /api/broadcasts/:broadcastId gives admins what became of a broadcast in each room. */
export const GET = publicRoute(broadcastParams, async ({ params }) => {
  await requireAct(await requireUser(), "broadcast.send");
  return Response.json({ rooms: await listDeliveries(params.broadcastId) }, { headers: { "cache-control": "no-store" } });
});

/** PUT /api/broadcasts/:broadcastId holds a broadcast up, lets it go on, or ends it. */
export const PUT = userRoute(broadcastParams, commandInput, async ({ user, params, body }) => {
  await commandBroadcast(user, params.broadcastId, body.command, Date.now());
  return Response.json({});
});
