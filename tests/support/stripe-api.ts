import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const STRIPE_WEBHOOK_SECRET = "whsec_of_the_tests";

/** A pack of this price cannot be paid. */
const REFUSED_AMOUNT = "500";

/**
 * Stands for the one call of Stripe's API that the app makes: it opens a payment page. The page's address holds what was
 * asked for, so that a test can read it. Everything that Stripe tells comes from tests, signed by Stripe's own library.
 */
export async function startStripeApi() {
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.method !== "POST" || request.url !== "/v1/checkout/sessions")
      return answer(404, { error: { message: "unknown" } });
    const asked = new URLSearchParams(text);
    const amount = asked.get("line_items[0][price_data][unit_amount]");
    if (amount === REFUSED_AMOUNT) return answer(402, { error: { type: "card_error", message: "refused for the test" } });
    asked.set("idempotencyKey", String(request.headers["idempotency-key"]));
    answer(200, { id: "cs_test_1", object: "checkout.session", url: `https://checkout.stripe.example/pay?${asked}` });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    STRIPE_SECRET_KEY: "sk_test_of_the_tests",
    STRIPE_WEBHOOK_SECRET,
    STRIPE_API_URL: url,
    COIN_PACKS: `120=160,500=600,50=${REFUSED_AMOUNT}`,
  };
  return { env, close: () => server.close() };
}
