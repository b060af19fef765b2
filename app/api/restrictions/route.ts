import { after } from "next/server";
import { z } from "zod";
import { publicRoute, userRoute } from "@/lib/http";
import { restrict } from "@/lib/moderation/restrict";
import { drainOutbox } from "@/lib/outbox";
import { parseInput } from "@/lib/parse";
import { listRestrictions } from "@/lib/restrictions/queries";
import { restrictInput, restrictionsQuery } from "@/lib/restrictions/schema";
import { requireUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

const none = z.object({});

/** POST /api/restrictions mutes, kicks or bans people, in a room or everywhere, or keeps a range of addresses out. */
export const POST = userRoute(none, restrictInput, async ({ user, body }) => {
  const done = await restrict(user, body, Date.now());
  after(drainOutbox);
  return Response.json(done);
});

/** GET /api/restrictions gives what holds now, everywhere and in all rooms, for the site's moderators. */
export const GET = publicRoute(none, async ({ request }) => {
  const { actor } = await requireAct(await requireUser(), "desk.open");
  const query = parseInput(restrictionsQuery, Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listRestrictions(actor, null, query, Date.now()), { headers: { "cache-control": "no-store" } });
});
