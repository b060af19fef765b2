import { z } from "zod";
import { plainLine } from "../text";

/** Why coins moved. */
export const ledgerKinds = ["grant", "allowance", "purchase", "refund", "gift", "membership", "reversal"] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

export const ledgerAccountKinds = ["wallet", "earnings", "revenue", "issuance", "writeOff"] as const;
export type LedgerAccountKind = (typeof ledgerAccountKinds)[number];

/** Made once for what a person wants done once; sending it again repeats the answer and nothing else. */
export const requestId = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/);

/** The largest grant: far below what a balance can hold, far above what an admin should type by mistake. */
export const MAX_GRANT_COINS = 1_000_000;

const reason = plainLine(200, 3);

/** An admin gives coins to a person, named by the address of the account. */
export const grantCoinsInput = z.strictObject({
  requestId,
  email: z.string().trim().toLowerCase().pipe(z.email()),
  coins: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(MAX_GRANT_COINS)),
  reason,
});
export type GrantCoinsInput = z.infer<typeof grantCoinsInput>;

/** An admin takes a transaction back. */
export const reverseInput = z.strictObject({ transactionId: z.string().regex(/^\d{1,18}$/), reason });
export type ReverseInput = z.infer<typeof reverseInput>;

/** A pack of coins that somebody wants to buy, and the language of the pages around the payment. */
export const checkoutInput = z.strictObject({ coins: z.int().min(1), locale: z.enum(["ja", "en", "zh"]) });
export type CheckoutInput = z.infer<typeof checkoutInput>;

/** Our name of a purchase, as the page after the payment gets it. */
export const purchaseId = z.string().regex(/^[0-9a-z]{12}$/);

/** What is sold: packs of coins with their prices in the smallest unit of a currency; null while nothing is. */
export interface CoinShop {
  currency: string;
  packs: { coins: number; amountMinor: number }[];
}

/** Answer of `GET /api/wallet`: the reader's own coins. */
export const walletView = z.object({
  balance: z.int(),
  /** What came in as a host. */
  earnings: z.int(),
  /** Free coins, once each UTC day; null when the operator gives none. */
  allowance: z.object({ coins: z.int(), isClaimed: z.boolean(), nextAtMs: z.int() }).nullable(),
});
export type WalletView = z.infer<typeof walletView>;

/** One line of a person's own statement. */
export interface StatementLine {
  id: string;
  kind: LedgerKind;
  /** Which of the two accounts it is about. */
  account: "wallet" | "earnings";
  coins: number;
  atMs: number;
  isReversed: boolean;
  /** Of a gift: which, by language, and how many. */
  gift: { names: { ja: string; en: string; zh: string }; count: number } | null;
  /** Of a membership: the room, by its title. */
  room: { title: string; language: string } | null;
}

/** One transaction as the admin's page shows it. */
export interface LedgerLine {
  id: string;
  kind: LedgerKind;
  atMs: number;
  actorName: string | null;
  reason: string;
  moves: { account: LedgerAccountKind; name: string | null; coins: number }[];
  isReversed: boolean;
  isReversible: boolean;
}

/** Whether the books are right. All of the first four are zero in books that are. */
export const ledgerReport = z.object({
  /** The sum of all entries. */
  difference: z.coerce.number(),
  /** Transactions that do not sum to zero or have fewer than two sides. */
  unbalanced: z.int(),
  /** Accounts whose stored balance is not the sum of their entries. */
  drifted: z.int(),
  /** Movements for gifts without an order, or with an order of other coins. */
  unmatched: z.int(),
  transactions: z.int(),
  accounts: z.array(z.object({ kind: z.enum(ledgerAccountKinds), count: z.int(), coins: z.coerce.number() })),
});
export type LedgerReport = z.infer<typeof ledgerReport>;
