import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { getDirectoryPage } from "@/lib/rooms/directory";
import { type RoomsAnswer, roomsQuery } from "@/lib/rooms/schema";
import { searchFor } from "@/lib/search/search";

/** GET /api/rooms?list=popular&category=music&cursor= gives 60 rooms of a list of the directory; ?q= those that are found. */
export const GET = publicRoute(z.object({}), async ({ request }) => {
  const query = parseInput(roomsQuery, Object.fromEntries(new URL(request.url).searchParams));
  if (query.q !== undefined) {
    const { rooms } = await searchFor(query.q, request);
    const found: RoomsAnswer = { rooms, total: rooms.length, next: null };
    return Response.json(found, { headers: { "cache-control": "no-store" } });
  }
  const found = await getDirectoryPage({ list: query.list, category: query.category }, 1, query.cursor);
  if (!found) throw new AppError("invalid_input", undefined, { fields: { cursor: "forged" } });
  const { cards, total, next } = found.list;
  const answer: RoomsAnswer = { rooms: cards, total, next };
  return Response.json(answer, { headers: { "cache-control": "public, max-age=2, s-maxage=2, stale-while-revalidate=5" } });
});
