import { z } from "zod";
import { userRoute } from "@/lib/http";
import { issueUserSig } from "@/lib/im/endpoint";
import { rememberRole } from "@/lib/users/remember-role";

/** POST /api/im/usersig gives the signed-in user a UserSig for the chat SDK. */
export const POST = userRoute(z.strictObject({}), z.strictObject({}), async ({ user }) => {
  const [grant] = await Promise.all([issueUserSig(user.id, Date.now()), rememberRole(user)]);
  return Response.json(grant, { headers: { "cache-control": "no-store" } });
});
