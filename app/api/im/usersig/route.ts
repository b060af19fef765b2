import { z } from "zod";
import { rememberFollows } from "@/lib/follows/remember-follows";
import { userRoute } from "@/lib/http";
import { issueUserSig } from "@/lib/im/endpoint";
import { rememberLevels } from "@/lib/levels/remember-levels";
import { rememberRole } from "@/lib/users/remember-role";

/** POST /api/im/usersig gives the signed-in user a UserSig for the chat SDK. */
export const POST = userRoute(z.strictObject({}), z.strictObject({}), async ({ user }) => {
  const grant = issueUserSig(user.id, Date.now());
  await Promise.all([grant, rememberRole(user), rememberFollows(user.id), rememberLevels([user.id])]);
  return Response.json(await grant, { headers: { "cache-control": "no-store" } });
});
