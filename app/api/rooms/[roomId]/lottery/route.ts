import { after } from "next/server";
import { publicRoute, userRoute } from "@/lib/http";
import { openLottery } from "@/lib/lottery/open-lottery";
import { getRoomLottery } from "@/lib/lottery/queries";
import { openLotteryInput } from "@/lib/lottery/schema";
import { drainOutbox } from "@/lib/outbox";
import { roomParams } from "@/lib/rooms/schema";
import { getSessionUserId } from "@/lib/users/session";

/** GET /api/rooms/:roomId/lottery gives the room's newest lottery, and whether the reader's entry is stored. */
export const GET = publicRoute(roomParams, async ({ params }) => {
  const lottery = await getRoomLottery(params.roomId, await getSessionUserId(), Date.now());
  return Response.json(lottery, { headers: { "cache-control": "no-store" } });
});

/** POST /api/rooms/:roomId/lottery opens a lottery in the user's own room. */
export const POST = userRoute(roomParams, openLotteryInput, async ({ user, params, body }) => {
  const lottery = await openLottery(user, { ...body, roomId: params.roomId }, Date.now());
  after(drainOutbox);
  return Response.json(lottery, { status: 201 });
});
