import { z } from "zod";
import { userRoute } from "@/lib/http";
import { buyCoins } from "@/lib/wallet/buy-coins";
import { checkoutInput } from "@/lib/wallet/schema";

/** POST /api/wallet/checkout gives the address of the page where a pack of coins is paid. */
export const POST = userRoute(z.object({}), checkoutInput, async ({ user, body }) =>
  Response.json(await buyCoins(user, body), { status: 201, headers: { "cache-control": "no-store" } }),
);
