import { after } from "next/server";
import { z } from "zod";
import { userRoute } from "@/lib/http";
import { cancelLottery } from "@/lib/lottery/cancel-lottery";
import { lotteryParams } from "@/lib/lottery/schema";
import { drainOutbox } from "@/lib/outbox";

/** POST /api/lotteries/:lotteryId/cancel ends an open lottery without a draw, for its host and for moderators. */
export const POST = userRoute(lotteryParams, z.strictObject({}), async ({ user, params }) => {
  await cancelLottery(user, params.lotteryId, Date.now());
  after(drainOutbox);
  return Response.json({});
});
