import { userRoute } from "@/lib/http";
import { logError } from "@/lib/log";
import { buyMembership } from "@/lib/memberships/buy-membership";
import { projectMemberships } from "@/lib/memberships/projection";
import { membershipInput } from "@/lib/memberships/schema";
import { roomParams } from "@/lib/rooms/schema";

/** POST /api/rooms/:roomId/membership makes the signed-in viewer a member of the room for a month, or for one more. */
export const POST = userRoute(roomParams, membershipInput, async ({ user, params: { roomId }, body }) => {
  const receipt = await buyMembership(user, { ...body, roomId }, Date.now());
  // It is paid, whatever becomes of Redis: upkeep brings that up to date too.
  await projectMemberships([{ roomId, userId: user.id }]).catch((error: unknown) =>
    logError("membership not shown", error, { roomId }),
  );
  return Response.json(receipt, { status: 201, headers: { "cache-control": "no-store" } });
});
