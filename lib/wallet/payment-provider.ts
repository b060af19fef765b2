import "server-only";
import { type Checkout, openCheckout } from "../stripe/checkout";
import { stripeAccount } from "../stripe/client";
import { type MoneyEvent, readStripeEvent } from "../stripe/events";

/** Somebody who takes money for coins. Another one is another folder beside `lib/stripe`, and a line below. */
export interface PaymentProvider {
  name: string;
  /** Opens a page where the person pays. */
  open(checkout: Checkout): Promise<{ url: string }>;
  /** Reads a callback; throws `unauthenticated` when the provider did not send it. */
  readEvent(body: string, signature: string): Promise<MoneyEvent>;
}

/** The configured provider; null while coins are not sold. */
export function paymentProvider(): PaymentProvider | null {
  const account = stripeAccount();
  if (!account) return null;
  return {
    name: "stripe",
    open: (checkout) => openCheckout(account, checkout),
    readEvent: (body, signature) => readStripeEvent(account, body, signature),
  };
}
