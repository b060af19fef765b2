import type { LedgerKind, LedgerReport } from "./schema";

/** A person's wallet or earnings as a host, or an account of the house. Coins come from `issuance`. */
export type LedgerAccountRef =
  | { kind: "wallet" | "earnings"; userId: string }
  | { kind: "revenue" | "issuance" | "writeOff"; userId?: undefined };

/** What one account gains (or loses, below zero) in a movement of coins. */
export interface LedgerMove {
  account: LedgerAccountRef;
  coins: number;
}

export const wallet = (userId: string): LedgerAccountRef => ({ kind: "wallet", userId });
export const earnings = (userId: string): LedgerAccountRef => ({ kind: "earnings", userId });
export const revenue: LedgerAccountRef = { kind: "revenue" };
export const issuance: LedgerAccountRef = { kind: "issuance" };
export const writeOff: LedgerAccountRef = { kind: "writeOff" };

/** The id under which an account is stored. */
export function accountId({ kind, userId }: LedgerAccountRef): string {
  return userId === undefined ? kind : `${kind}:${userId}`;
}

/** The account of a stored id. Throws for an id that `accountId` does not make. */
export function accountOf(id: string): LedgerAccountRef {
  const [kind, userId] = id.split(":");
  if ((kind === "wallet" || kind === "earnings") && userId) return { kind, userId };
  if ((kind === "revenue" || kind === "issuance" || kind === "writeOff") && userId === undefined) return { kind };
  throw new Error(`no ledger account is called ${id}`);
}

/**
 * A movement as it is booked: moves of nothing left out, wallets first and then earnings, each by id, so that two movements
 * at once take the same rows in the same order. Throws unless at least two whole amounts sum to zero, an account each.
 */
export function orderedMoves(moves: readonly LedgerMove[]): LedgerMove[] {
  const real = moves.filter(({ coins }) => coins !== 0);
  const ids = new Set(real.map(({ account }) => accountId(account)));
  const sum = real.reduce((total, { coins }) => total + coins, 0);
  if (sum !== 0 || real.length < 2 || ids.size !== real.length || real.some(({ coins }) => !Number.isSafeInteger(coins))) {
    throw new Error(`not a movement of coins: ${JSON.stringify(moves)}`);
  }
  const rank = ({ account }: LedgerMove) => `${account.kind === "wallet" ? 0 : 1}${accountId(account)}`;
  return real.sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** The movement that takes another back. */
export function opposite(moves: readonly LedgerMove[]): LedgerMove[] {
  return moves.map(({ account, coins }) => ({ account, coins: -coins }));
}

/** How many coins of a purchase must have gone back when so much of its money has; all of them when all of it has. */
function refundTarget(coins: number, refundedMinor: number, ofMinor: number): number {
  return Math.min(coins, Math.floor((coins * refundedMinor) / ofMinor));
}

/** A purchase of which money may go back. */
export interface RefundedPurchase {
  coins: number;
  amountMinor: number;
  currency: string;
  /** Coins that went back so far, by refunds and by disputes that were not won. */
  refundedCoins: number;
}

/** How many coins a dispute takes: the share of the money that it is about, all that is left when that is in another currency. */
export function disputeCoins(
  { coins, amountMinor, currency, refundedCoins }: RefundedPurchase,
  dispute: { amountMinor: number; currency: string },
): number {
  const share = dispute.currency === currency ? refundTarget(coins, dispute.amountMinor, amountMinor) : coins;
  return Math.min(share, coins - refundedCoins);
}

/** How many more coins go back when so much of the money was refunded, all refunds together, beside what disputes have taken. */
export function refundCoins(
  { coins, refundedCoins }: Pick<RefundedPurchase, "coins" | "refundedCoins">,
  refund: { amountMinor: number; ofMinor: number },
  disputedCoins: number,
): number {
  const target = refundTarget(coins, refund.amountMinor, refund.ofMinor) + disputedCoins;
  return Math.max(0, Math.min(coins, target) - refundedCoins);
}

/** Money went back: so do coins, as far as the wallet has them. What is spent already is the house's loss. */
export function refundMoves(userId: string, coins: number, balance: number): LedgerMove[] {
  const taken = Math.min(coins, balance);
  return [
    { account: wallet(userId), coins: -taken },
    { account: writeOff, coins: taken - coins },
    { account: issuance, coins },
  ];
}

/** What an admin can take back. A purchase is refunded where it was paid, and a refund is the provider's word. */
export function isReversible(kind: LedgerKind): boolean {
  return kind === "grant" || kind === "allowance" || kind === "gift" || kind === "membership";
}

const DAY_MS = 86_400_000;

/** The UTC day as `2026-11-24`: the name under which a person's allowance of that day is booked. */
export function allowanceDay(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

/** When the next UTC day begins. */
export function nextDayMs(nowMs: number): number {
  return (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
}

/** True when nothing is amiss. */
export function isReconciled({ difference, unbalanced, drifted, unmatched }: LedgerReport): boolean {
  return difference === 0 && unbalanced === 0 && drifted === 0 && unmatched === 0;
}
