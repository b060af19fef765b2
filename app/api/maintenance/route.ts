import { after } from "next/server";
import { z } from "zod";
import { equalText } from "@/lib/equal-text";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { maintainLotteries } from "@/lib/lottery/maintain";
import { maintenanceToken } from "@/lib/maintenance-token";
import { drainOutbox } from "@/lib/outbox";
import { checkStreams } from "@/lib/rooms/check-streams";
import { publishFigures } from "@/lib/rooms/figures";
import { maintain } from "@/lib/rooms/maintain";

/** POST /api/maintenance does one round of upkeep. `instrumentation.ts` calls it every second in each process. */
export const POST = publicRoute(z.object({}), async ({ request }) => {
  const given = request.headers.get("authorization") ?? "";
  if (!equalText(given, `Bearer ${await maintenanceToken()}`)) throw new AppError("unauthenticated", "maintenance");
  const nowMs = Date.now();
  // After the answer: a vendor that does not answer must not hold up the next round.
  for (const part of [drainOutbox, publishFigures, checkStreams]) after(() => part(nowMs));
  await Promise.all([maintain(nowMs), maintainLotteries(nowMs)]);
  return Response.json({});
});
