import { after } from "next/server";
import { giftOrderInput } from "@/lib/gifts/schema";
import { sendGift } from "@/lib/gifts/send-gift";
import { userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { recordGift } from "@/lib/popularity/record-gift";
import { roomParams } from "@/lib/rooms/schema";

/** POST /api/rooms/:roomId/gifts gives a gift from the signed-in viewer to the room's host. */
export const POST = userRoute(roomParams, giftOrderInput, async ({ user, params: { roomId }, body }) => {
  const nowMs = Date.now();
  const receipt = await sendGift(user, { ...body, roomId }, nowMs);
  after(drainOutbox);
  after(() => recordGift(roomId, { orderId: receipt.order.id, userId: user.id, coins: receipt.order.coins }, nowMs));
  return Response.json(receipt, { status: 201, headers: { "cache-control": "no-store" } });
});
