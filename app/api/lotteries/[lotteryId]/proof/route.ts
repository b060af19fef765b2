import { clientAddress, hashAddress } from "@/lib/client-address";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { limit } from "@/lib/limit";
import { getLotteryProof } from "@/lib/lottery/queries";
import { lotteryParams } from "@/lib/lottery/schema";

/** GET /api/lotteries/:lotteryId/proof gives all that a recheck of a drawn lottery needs. Anybody may read it, and it never changes. */
export const GET = publicRoute(lotteryParams, async ({ request, params }) => {
  await limit("lottery-proof", await hashAddress(clientAddress(request)), 60, 60);
  const proof = await getLotteryProof(params.lotteryId);
  if (!proof) throw new AppError("not_found");
  return Response.json(proof, { headers: { "cache-control": "public, max-age=31536000, immutable" } });
});
