import "server-only";
import Stripe from "stripe";
import { z } from "zod";
import { AppError } from "../errors";
import type { StripeAccount } from "./client";

const completedSession = z.object({
  client_reference_id: z.string().nullable(),
  payment_status: z.string(),
  payment_intent: z.string().nullable(),
  amount_total: z.int(),
  currency: z.string(),
});

const refundedCharge = z.object({
  payment_intent: z.string().nullable(),
  amount: z.int().positive(),
  amount_refunded: z.int(),
  metadata: z.object({ reference: z.string().optional() }),
});

const dispute = z.object({
  id: z.string(),
  payment_intent: z.string().nullable(),
  amount: z.int().nonnegative(),
  currency: z.string(),
});

/** What an event says about money, in no provider's words. */
export type MoneyNews =
  | { kind: "paid"; reference: string; paymentId: string; amountMinor: number; currency: string }
  /** `amountMinor` went back so far, all refunds together, of `ofMinor`. */
  | { kind: "refunded"; reference: string; amountMinor: number; ofMinor: number }
  /** So much of a payment was taken from the seller, or given back; a bank may count in another currency than the payment's. */
  | { kind: "disputed" | "reinstated"; disputeId: string; paymentId: string; amountMinor: number; currency: string };

export interface MoneyEvent {
  id: string;
  type: string;
  /** When it happened, by the provider's clock. */
  atMs: number;
  /** Null for an event that is not about one of our payments. */
  news: MoneyNews | null;
}

/** Reads one of Stripe's callbacks. Throws `unauthenticated` unless Stripe signed this very text, in the last five minutes. */
export async function readStripeEvent(
  { client, webhookSecret }: StripeAccount,
  body: string,
  signature: string,
): Promise<MoneyEvent> {
  let event: Stripe.Event;
  try {
    event = await client.webhooks.constructEventAsync(body, signature, webhookSecret);
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeSignatureVerificationError) {
      throw new AppError("unauthenticated", "stripe: bad or old signature", { cause });
    }
    throw new AppError("invalid_input", "stripe: body is not an event", { cause });
  }
  return { id: event.id, type: event.type, atMs: event.created * 1_000, news: newsIn(event.type, event.data.object) };
}

function newsIn(type: string, object: unknown): MoneyNews | null {
  switch (type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return paymentIn(completedSession.parse(object));
    case "charge.refunded":
      return refundIn(refundedCharge.parse(object));
    case "charge.dispute.funds_withdrawn":
      return disputeIn("disputed", dispute.parse(object));
    case "charge.dispute.funds_reinstated":
      return disputeIn("reinstated", dispute.parse(object));
    default:
      return null;
  }
}

/** A session that is complete may still wait for its money (a bank transfer); then another event follows. */
function paymentIn(session: z.infer<typeof completedSession>): MoneyNews | null {
  const { client_reference_id: reference, payment_intent: paymentId, payment_status, amount_total, currency } = session;
  if (!reference || !paymentId || payment_status !== "paid") return null;
  return { kind: "paid", reference, paymentId, amountMinor: amount_total, currency };
}

function refundIn({ metadata: { reference }, amount, amount_refunded }: z.infer<typeof refundedCharge>): MoneyNews | null {
  return reference ? { kind: "refunded", reference, amountMinor: amount_refunded, ofMinor: amount } : null;
}

function disputeIn(kind: "disputed" | "reinstated", object: z.infer<typeof dispute>): MoneyNews | null {
  const { id: disputeId, payment_intent: paymentId, amount: amountMinor, currency } = object;
  return paymentId ? { kind, disputeId, paymentId, amountMinor, currency } : null;
}
