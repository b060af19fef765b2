import { after } from "next/server";
import { listRoomGifts } from "@/lib/gifts/queries";
import { giftOrderInput } from "@/lib/gifts/schema";
import { sendGift } from "@/lib/gifts/send-gift";
import { publicRoute, userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { recordGift } from "@/lib/popularity/record-gift";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId/gifts gives the newest gifts of the room's newest session. */
export const GET = publicRoute(roomParams, async ({ params }) =>
  Response.json(await listRoomGifts(params.roomId), { headers: { "cache-control": "no-store" } }),
);

/** POST /api/rooms/:roomId/gifts gives a gift from the signed-in viewer to the room's host. */
export const POST = userRoute(roomParams, giftOrderInput, async ({ user, params: { roomId }, body }) => {
  const nowMs = Date.now();
  const { receipt, isNew } = await sendGift(user, { ...body, roomId }, nowMs);
  after(drainOutbox);
  const { id: orderId, coins } = receipt.order;
  if (isNew) after(() => recordGift(roomId, { orderId, userId: user.id, coins }, nowMs)); // a receipt that is asked for again lifts nothing
  return Response.json(receipt, { status: 201, headers: { "cache-control": "no-store" } });
});
