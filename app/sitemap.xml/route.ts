import { z } from "zod";
import { env } from "@/lib/env";
import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { readSitemap, sitemapQuery } from "@/lib/rooms/sitemap";

/** Read from Redis, which a build does not have. */
export const dynamic = "force-dynamic";

const headers = { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=600" };

/** GET /sitemap.xml is the map of maps; with ?list= and &part= it is one of them. */
export const GET = publicRoute(z.object({}), async ({ request }) => {
  const query = parseInput(sitemapQuery, Object.fromEntries(new URL(request.url).searchParams));
  return new Response(await readSitemap(new URL(env().AUTH_URL).origin, query), { headers });
});
