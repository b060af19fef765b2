import "server-only";
import Stripe from "stripe";
import { env } from "../env";

const TIMEOUT_MS = 10_000;

/** Stripe's own client with what it signs its callbacks with. */
export interface StripeAccount {
  client: Stripe;
  webhookSecret: string;
}

let account: StripeAccount | undefined;

/** The configured account; null while payments are off. */
export function stripeAccount(): StripeAccount | null {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = env();
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) return null;
  const { protocol, hostname, port } = new URL(STRIPE_API_URL);
  account ??= {
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    client: new Stripe(STRIPE_SECRET_KEY, {
      protocol: protocol === "http:" ? "http" : "https",
      host: hostname,
      ...(port ? { port } : {}),
      httpClient: Stripe.createFetchHttpClient(),
      timeout: TIMEOUT_MS,
      maxNetworkRetries: 2,
      telemetry: false,
    }),
  };
  return account;
}
