import { env } from "@/lib/env";
import { routing } from "@/lib/i18n/routing";

/** The address of the site is known when it runs, not when it is built. */
export const dynamic = "force-dynamic";

/** Pages that are somebody's own, or that would be searched without end. */
const closed = ["studio", "admin", "account", "wallet", "search"];

/** GET /robots.txt opens the public pages to crawlers and names the map of them. */
export function GET(): Response {
  const paths = ["/api/", ...routing.locales.flatMap((locale) => closed.map((page) => `/${locale}/${page}`))];
  const lines = [
    "User-agent: *",
    ...paths.map((path) => `Disallow: ${path}`),
    `Sitemap: ${new URL(env().AUTH_URL).origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
