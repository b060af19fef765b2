import { z } from "zod";
import { listGifts } from "@/lib/gifts/queries";
import { publicRoute } from "@/lib/http";

/** GET /api/gifts gives what people can give in a room, with prices. */
export const GET = publicRoute(z.object({}), async () =>
  Response.json({ gifts: await listGifts() }, { headers: { "cache-control": "no-store" } }),
);
