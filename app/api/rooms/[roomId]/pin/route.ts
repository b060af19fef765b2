import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { pinInput } from "@/lib/messages/schema";
import { drainOutbox } from "@/lib/outbox";
import { pinMessage } from "@/lib/room-chat/change-room-chat";
import { roomParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/pin puts a message above the room's chat; with null it takes it down. Safe to repeat. */
export const PUT = userRoute(roomParams, pinInput, async ({ user, params, body }) => {
  const chat = await pinMessage(user, params.roomId, body.message, Date.now());
  after(drainOutbox);
  return Response.json(chat);
});
