import { userRoute } from "@/lib/http";
import { reminderInput } from "@/lib/reminders/schema";
import { setReminder } from "@/lib/reminders/set-reminder";
import { roomParams } from "@/lib/rooms/schema";

/** PUT /api/rooms/:roomId/reminder makes the signed-in user be told when the room goes live, or not; safe to repeat. */
export const PUT = userRoute(roomParams, reminderInput, async ({ user, params, body }) =>
  Response.json(await setReminder(user, params.roomId, body.isReminded)),
);
