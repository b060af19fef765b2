import { preferredLocale } from "@/lib/i18n/preference";

/** Sends a path without a language to the visitor's own; next.config.ts rewrites such paths to here. */
export async function GET(request: Request, { params }: { params: Promise<{ path?: string[] }> }): Promise<Response> {
  const { path = [] } = await params;
  const rest = path.map((part) => `/${encodeURIComponent(part)}`).join("");
  const location = `/${preferredLocale(request.headers)}${rest}${new URL(request.url).search}`;
  const headers = { location, vary: "Accept-Language, Cookie", "cache-control": "private, no-store" };
  return new Response(null, { status: 307, headers });
}
