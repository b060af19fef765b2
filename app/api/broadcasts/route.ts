import { z } from "zod";
import { listBroadcasts } from "@/lib/broadcasts/queries";
import { broadcastInput } from "@/lib/broadcasts/schema";
import { sendBroadcast } from "@/lib/broadcasts/send-broadcast";
import { publicRoute, userRoute } from "@/lib/http";
import { requireUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

/** GET /api/broadcasts gives admins the newest broadcasts with how far they are. */
export const GET = publicRoute(z.object({}), async () => {
  await requireAct(await requireUser(), "broadcast.send");
  return Response.json({ broadcasts: await listBroadcasts() }, { headers: { "cache-control": "no-store" } });
});

/** POST /api/broadcasts writes a notice to all rooms whose session runs now. */
export const POST = userRoute(z.object({}), broadcastInput, async ({ user, body }) => {
  return Response.json(await sendBroadcast(user, body, Date.now()), { status: 201 });
});
