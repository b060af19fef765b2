import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { setChatModes } from "@/lib/room-chat/change-room-chat";
import { chatModesInput } from "@/lib/room-chat/schema";
import { roomParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/chat sets who may speak in a room, and how often; what is not named stays. Safe to repeat. */
export const PUT = userRoute(roomParams, chatModesInput, async ({ user, params, body }) => {
  const chat = await setChatModes(user, params.roomId, body, Date.now());
  after(drainOutbox);
  return Response.json(chat);
});
