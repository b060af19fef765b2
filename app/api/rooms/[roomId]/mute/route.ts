import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { muteRoomInput } from "@/lib/restrictions/schema";
import { setRoomMute } from "@/lib/room-chat/mute-room";
import { roomParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/mute silences everybody in a room but those who keep order there, for a while; 0 seconds end it. */
export const PUT = userRoute(roomParams, muteRoomInput, async ({ user, params, body }) => {
  const chat = await setRoomMute(user, params.roomId, body, Date.now());
  after(drainOutbox);
  return Response.json(chat);
});
