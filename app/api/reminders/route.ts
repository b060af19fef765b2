import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { listReminders } from "@/lib/reminders/queries";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/reminders gives the signed-in user the rooms that they want to be told about. */
export const GET = publicRoute(z.object({}), async () => {
  const userId = await getSessionUserId();
  if (!userId) throw new AppError("unauthenticated");
  return Response.json({ reminders: await listReminders(userId) }, { headers: { "cache-control": "no-store" } });
});
