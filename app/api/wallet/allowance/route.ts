import { z } from "zod";
import { userRoute } from "@/lib/http";
import { claimAllowance } from "@/lib/wallet/claim-allowance";
import { getWallet } from "@/lib/wallet/queries";

/** POST /api/wallet/allowance claims the day's free coins and gives the wallet. A second claim of one UTC day gives nothing more. */
export const POST = userRoute(z.object({}), z.strictObject({}), async ({ user }) => {
  const nowMs = Date.now();
  await claimAllowance(user, nowMs);
  return Response.json(await getWallet(user, nowMs), { headers: { "cache-control": "no-store" } });
});
