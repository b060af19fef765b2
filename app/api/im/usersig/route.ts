import { z } from "zod";
import { rememberFollows } from "@/lib/follows/remember-follows";
import { userRoute } from "@/lib/http";
import { issueUserSig } from "@/lib/im/endpoint";
import { rememberLevels } from "@/lib/levels/remember-levels";
import { requireEntry } from "@/lib/restrictions/holds";
import { markDevice, rememberTraces, tracesOf } from "@/lib/restrictions/traces";
import { rememberRole } from "@/lib/users/remember-role";

/** POST /api/im/usersig gives the signed-in user a UserSig for the chat SDK; to nobody who is banned from the whole site. */
export const POST = userRoute(z.strictObject({}), z.strictObject({}), async ({ request, user }) => {
  const nowMs = Date.now();
  const traces = await tracesOf(request);
  await requireEntry({ userId: user.id, roomId: null, ...traces }, nowMs);
  const grant = issueUserSig(user.id, nowMs);
  const seen = rememberTraces(user.id, traces, nowMs);
  await Promise.all([grant, seen, rememberRole(user), rememberFollows(user.id), rememberLevels([user.id])]);
  return Response.json(await grant, { headers: { "cache-control": "no-store", ...markDevice(request) } });
});
