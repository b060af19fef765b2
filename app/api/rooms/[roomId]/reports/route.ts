import { userRoute } from "@/lib/http";
import { reportToModerators } from "@/lib/reviews/report";
import { reportInput } from "@/lib/reviews/schema";
import { roomParams } from "@/lib/rooms/schema";

/** POST /api/rooms/:roomId/reports tells moderators of a message, a person or the room. Repeated by one person it counts once. */
export const POST = userRoute(roomParams, reportInput, async ({ user, params, body }) => {
  await reportToModerators(user, params.roomId, body, Date.now());
  return Response.json({}, { status: 201 });
});
