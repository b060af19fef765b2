import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { requireUser } from "@/lib/users/session";
import { getWallet } from "@/lib/wallet/queries";

/** GET /api/wallet gives the signed-in person's coins. */
export const GET = publicRoute(z.object({}), async () => {
  const wallet = await getWallet(await requireUser(), Date.now());
  return Response.json(wallet, { headers: { "cache-control": "no-store" } });
});
