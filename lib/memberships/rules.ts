/** What one payment buys. */
export const MEMBERSHIP_DAYS = 30;

const MONTH_MS = MEMBERSHIP_DAYS * 86_400_000;

/**
 * Until when somebody is a member who paid at these moments, in any order; null who never paid. A month that is bought
 * while another runs goes on from its end, one that is bought later begins at once.
 */
export function membershipUntil(paidAtMs: readonly number[]): number | null {
  let untilMs: number | null = null;
  for (const atMs of paidAtMs.toSorted((one, other) => one - other)) untilMs = Math.max(untilMs ?? atMs, atMs) + MONTH_MS;
  return untilMs;
}

/** Why a membership is refused, or null. */
export type MembershipRefusal = "not_found" | "own_room" | "price_changed";

/** Decides about becoming a member. Rooms have members in every state; hosts need none in their own. */
export function judgeMembership(
  offer: { hostId: string; price: number } | null,
  wish: { fromId: string; expectedPrice: number },
): MembershipRefusal | null {
  if (!offer || offer.price === 0) return "not_found";
  if (offer.hostId === wish.fromId) return "own_room";
  return offer.price === wish.expectedPrice ? null : "price_changed";
}
