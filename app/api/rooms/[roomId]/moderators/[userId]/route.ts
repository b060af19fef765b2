import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { setRoomModerator } from "@/lib/moderation/set-room-moderator";
import { drainOutbox } from "@/lib/outbox";
import { roomModeratorInput, roomPersonParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/moderators/:userId appoints somebody as a moderator of the room, or dismisses them; safe to repeat. */
export const PUT = userRoute(roomPersonParams, roomModeratorInput, async ({ user, params, body }) => {
  const { moderators, entryId } = await setRoomModerator(user, { ...params, ...body });
  after(drainOutbox);
  return Response.json({ moderators, entryId: entryId === null ? null : String(entryId) });
});
