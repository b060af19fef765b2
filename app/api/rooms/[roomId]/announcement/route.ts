import { after } from "next/server";
import { announcementInput } from "@/lib/announcements/schema";
import { userRoute } from "@/lib/http";
import { drainOutbox } from "@/lib/outbox";
import { announce } from "@/lib/rooms/announce";
import { roomParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/announcement puts up the room's announcement; without blocks it takes it down. Safe to repeat. */
export const PUT = userRoute(roomParams, announcementInput, async ({ user, params, body }) => {
  await announce(user, params.roomId, body, Date.now());
  after(drainOutbox);
  return Response.json({});
});
