import { z } from "zod";
import { readTextBody } from "@/lib/body";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { bookPayment } from "@/lib/wallet/book-payment";
import { paymentProvider } from "@/lib/wallet/payment-provider";

const MAX_BODY_BYTES = 256 * 1024;

/** POST /api/stripe/callback hears from Stripe that money came or went back. Any answer but 200 makes Stripe tell it again. */
export const POST = publicRoute(z.object({}), async ({ request }) => {
  const provider = paymentProvider();
  if (!provider) throw new AppError("not_found", "payments are off");
  const body = await readTextBody(request, MAX_BODY_BYTES);
  const event = await provider.readEvent(body, request.headers.get("stripe-signature") ?? "");
  await bookPayment(provider.name, event, Date.now());
  return Response.json({ received: true });
});
