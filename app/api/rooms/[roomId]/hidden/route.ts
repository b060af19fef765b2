import { after } from "next/server";
import { userRoute } from "@/lib/http";
import { hideInput } from "@/lib/messages/schema";
import { hideMessage, showMessage } from "@/lib/moderation/hide-message";
import { drainOutbox } from "@/lib/outbox";
import { roomParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/hidden takes a message away from everybody in the room, or shows it again. */
export const PUT = userRoute(roomParams, hideInput, async ({ user, params, body }) => {
  const { message, isHidden, reason } = body;
  const act = isHidden ? hideMessage : showMessage;
  const entryId = await act(user, { roomId: params.roomId, ...message }, reason);
  after(drainOutbox);
  return Response.json({ entryId: String(entryId) });
});
