import { z } from "zod";
import { env } from "@/lib/env";
import { publicRoute } from "@/lib/http";
import { getFeedRooms } from "@/lib/rooms/directory";
import { atomFeed } from "@/lib/rooms/xml";

/** The address of the site is known when it runs, not when it is built. */
export const dynamic = "force-dynamic";

const headers = { "content-type": "application/atom+xml; charset=utf-8", "cache-control": "public, max-age=60" };

/** GET /feed.xml tells feed readers of rooms that went live last, of the next ones, and of replays. */
export const GET = publicRoute(z.object({}), async () => {
  return new Response(atomFeed(new URL(env().AUTH_URL).origin, await getFeedRooms(), Date.now()), { headers });
});
