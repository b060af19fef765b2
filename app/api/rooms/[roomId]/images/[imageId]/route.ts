import { imageParams } from "@/lib/announcements/schema";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { getRoomImage } from "@/lib/rooms/images";

/** What a picture may do when somebody opens it by itself: nothing. */
const NO_POWER = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** GET /api/rooms/:roomId/images/:imageId gives a picture of the announcement that the room shows now. */
export const GET = publicRoute(imageParams, async ({ params }) => {
  const image = await getRoomImage(params.roomId, params.imageId);
  if (!image) throw new AppError("not_found");
  const headers = {
    "content-type": image.type,
    "content-security-policy": NO_POWER,
    "cross-origin-resource-policy": "same-origin",
    // The id names the bytes, so they never change; a day, because a picture may have to disappear.
    "cache-control": "public, max-age=86400, immutable",
  };
  return new Response(image.bytes, { headers });
});
