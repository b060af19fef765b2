import "server-only";
import type Stripe from "stripe";
import { AppError } from "../errors";
import { logError } from "../log";
import type { StripeAccount } from "./client";

/** One thing that somebody is about to pay for at Stripe. */
export interface Checkout {
  /** Ours; it comes back with every event, and names the request, so that a repeat opens no second page. */
  reference: string;
  title: string;
  amountMinor: number;
  currency: string;
  email: string;
  locale: "ja" | "en" | "zh";
  successUrl: string;
  cancelUrl: string;
}

/** Opens Stripe's page for a payment and gives its address. Throws `upstream_failed` when Stripe does not open one. */
export async function openCheckout({ client }: StripeAccount, checkout: Checkout): Promise<{ url: string }> {
  const { reference, title, amountMinor, currency, email, locale, successUrl, cancelUrl } = checkout;
  const metadata = { reference };
  const page: Stripe.Checkout.SessionCreateParams = {
    mode: "payment",
    client_reference_id: reference,
    metadata,
    payment_intent_data: { metadata },
    line_items: [{ quantity: 1, price_data: { currency, unit_amount: amountMinor, product_data: { name: title } } }],
    adaptive_pricing: { enabled: false },
    customer_email: email,
    locale,
    success_url: successUrl,
    cancel_url: cancelUrl,
  };
  try {
    const { url } = await client.checkout.sessions.create(page, { idempotencyKey: reference });
    if (url) return { url };
  } catch (error) {
    logError("stripe checkout", error);
  }
  throw new AppError("upstream_failed", "stripe checkout");
}
