import { AppError } from "@/lib/errors";
import { getGiftArt } from "@/lib/gifts/queries";
import { artParams } from "@/lib/gifts/schema";
import { publicRoute } from "@/lib/http";

/** Opened by itself, the picture may load and run nothing. */
const HEADERS = {
  "content-type": "image/svg+xml; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  "cache-control": "public, max-age=31536000, immutable",
};

/** GET /api/gifts/art/:artId gives an uploaded picture. Its id is its digest, so it never changes. */
export const GET = publicRoute(artParams, async ({ params }) => {
  const svg = await getGiftArt(params.artId);
  if (svg === null) throw new AppError("not_found");
  return new Response(svg, { headers: HEADERS });
});
