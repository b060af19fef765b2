import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { roomParams } from "@/lib/rooms/schema";
import { shieldInput } from "@/lib/shield/schema";
import { setShield } from "@/lib/shield/set-shield";

/** PUT /api/rooms/:roomId/shield raises all gates of a room, or sets what was set before. Safe to repeat. */
export const PUT = userRoute(roomParams, shieldInput, async ({ user, params, body }) => {
  const chat = await setShield(user, params.roomId, body.isUp, Date.now());
  after(drainOutbox);
  return Response.json(chat);
});
