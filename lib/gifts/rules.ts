import { COMBO_GAP_MS, COMBO_TAPS } from "../guide/rules";
import { earnings, type LedgerMove, revenue, wallet } from "../wallet/rules";

/** What of a gift's price goes to the host, in whole coins; the rest stays with the house. */
export function hostShare(coins: number, percent: number): number {
  return Math.floor((coins * percent) / 100);
}

/** Who pays and who gets what. */
export function giftMoves(fromId: string, hostId: string, coins: number, hostCoins: number): LedgerMove[] {
  return [
    { account: wallet(fromId), coins: -coins },
    { account: earnings(hostId), coins: hostCoins },
    { account: revenue, coins: coins - hostCoins },
  ];
}

/** Why an order is refused, or null. */
export type GiftRefusal = "not_found" | "own_room" | "room_closed" | "gift_off" | "price_changed";

/** What is offered at the moment of an order; null for an unknown room or gift. */
export interface GiftOffer {
  hostId: string;
  isOpen: boolean;
  price: number;
  isOn: boolean;
}

/** Decides about an order. Gifts need a running session, and nobody gives to themselves: it would only lift their own room. */
export function judgeOrder(offer: GiftOffer | null, order: { fromId: string; expectedPrice: number }): GiftRefusal | null {
  if (!offer) return "not_found";
  if (offer.hostId === order.fromId) return "own_room";
  if (!offer.isOpen) return "room_closed";
  if (!offer.isOn) return "gift_off";
  return offer.price === order.expectedPrice ? null : "price_changed";
}

/** A run of taps on one gift, as far as it is not yet ordered. */
export interface Combo {
  giftId: string;
  comboId: string;
  /** Taps of the whole run. */
  total: number;
  /** Taps since the last order. */
  waiting: number;
  lastTapMs: number;
}

/** What a tap or the passing of time makes of a run: the run that goes on, and how many taps must be ordered now. */
export interface ComboStep {
  combo: Combo | null;
  order: { giftId: string; comboId: string; count: number } | null;
}

/**
 * A tap. It goes on with the run when it is the same gift within the gap; else a new run of the name `newComboId` begins,
 * and what waits of the old one is ordered.
 */
export function afterTap(combo: Combo | null, giftId: string, nowMs: number, newComboId: string): ComboStep {
  if (combo?.giftId !== giftId || nowMs - combo.lastTapMs > COMBO_GAP_MS) {
    const next = { giftId, comboId: newComboId, total: 1, waiting: 1, lastTapMs: nowMs };
    return { combo: next, order: combo && orderOf(combo) };
  }
  const next = { ...combo, total: combo.total + 1, waiting: combo.waiting + 1, lastTapMs: nowMs };
  return next.waiting >= COMBO_TAPS ? { combo: { ...next, waiting: 0 }, order: orderOf(next) } : { combo: next, order: null };
}

/** The passing of time. When no tap came within the gap the run is over, and what waits is ordered. */
export function afterPause(combo: Combo | null, nowMs: number): ComboStep {
  if (!combo || nowMs - combo.lastTapMs < COMBO_GAP_MS) return { combo, order: null };
  return { combo: null, order: orderOf(combo) };
}

function orderOf({ giftId, comboId, waiting }: Combo): ComboStep["order"] {
  return waiting > 0 ? { giftId, comboId, count: waiting } : null;
}
