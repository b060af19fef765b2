import "server-only";
import { db } from "../db";
import { env } from "../env";
import type { Gift } from "../generated/prisma/client";
import type { SessionUser } from "../users/schema";
import { paymentProvider } from "./payment-provider";
import { RECONCILE_SQL, readReport } from "./reconcile";
import { accountId, accountOf, allowanceDay, earnings, isReversible, nextDayMs, wallet } from "./rules";
import { type CoinShop, type LedgerLine, type LedgerReport, purchaseId, type StatementLine, type WalletView } from "./schema";

const STATEMENT_LINES = 50;
const LEDGER_LINES = 50;

/** The person's own coins, now. */
export async function getWallet(user: SessionUser, nowMs: number): Promise<WalletView> {
  const claim = { scope: `allowance:${user.id}`, requestId: allowanceDay(nowMs) };
  const coins = env().DAILY_ALLOWANCE_COINS;
  const [accounts, claimed] = await Promise.all([
    db().ledgerAccount.findMany({ where: { userId: user.id } }),
    coins > 0 ? db().ledgerTransaction.count({ where: claim }) : 0,
  ]);
  const balanceOf = (id: string) => Number(accounts.find((account) => account.id === id)?.balance ?? 0);
  return {
    balance: balanceOf(accountId(wallet(user.id))),
    earnings: balanceOf(accountId(earnings(user.id))),
    allowance: coins > 0 ? { coins, isClaimed: claimed > 0, nextAtMs: nextDayMs(nowMs) } : null,
  };
}

/** What is sold now; null while no payment provider is configured. */
export function getCoinShop(): CoinShop | null {
  const { COIN_PACKS: packs, COIN_CURRENCY: currency } = env();
  return paymentProvider() && { packs, currency };
}

/** Whether the coins of the person's own purchase are there; null for what is none. */
export async function hasPurchaseArrived(user: SessionUser, id: unknown): Promise<boolean | null> {
  const asked = purchaseId.safeParse(id);
  if (!asked.success) return null;
  const found = await db().coinPurchase.findUnique({ where: { id: asked.data, userId: user.id }, select: { paidAt: true } });
  return found && found.paidAt !== null;
}

/** The person's own movements, newest first, fifty at most. */
export async function listStatement(user: SessionUser): Promise<StatementLine[]> {
  const entries = await db().ledgerEntry.findMany({
    where: { accountId: { in: [accountId(wallet(user.id)), accountId(earnings(user.id))] } },
    orderBy: { transactionId: "desc" },
    take: STATEMENT_LINES,
    include: {
      transaction: {
        include: {
          reversedBy: { select: { id: true } },
          giftOrder: { include: { gift: true } },
          membership: { select: { room: { select: { title: true, language: true } } } },
        },
      },
    },
  });
  return entries.map(({ transaction, amount, ...entry }) => ({
    id: `${transaction.id}:${entry.accountId}`,
    kind: transaction.kind,
    account: accountOf(entry.accountId).kind === "earnings" ? "earnings" : "wallet",
    coins: Number(amount),
    atMs: transaction.createdAt.getTime(),
    isReversed: transaction.reversedBy !== null,
    gift: transaction.giftOrder && giftOf(transaction.giftOrder),
    room: transaction.membership?.room ?? null,
  }));
}

function giftOf({ count, gift: { nameJa, nameEn, nameZh } }: { count: number; gift: Gift }) {
  return { names: { ja: nameJa, en: nameEn, zh: nameZh }, count };
}

/** Looks whether the books are right. Reads all of them. The caller has checked that the reader is an admin. */
export async function getLedgerReport(): Promise<LedgerReport> {
  const [row] = await db().$queryRawUnsafe<unknown[]>(RECONCILE_SQL);
  return readReport(row);
}

/** The newest transactions, fifty at most. The caller has checked that the reader is an admin. */
export async function listLedger(): Promise<LedgerLine[]> {
  const rows = await db().ledgerTransaction.findMany({
    orderBy: { id: "desc" },
    take: LEDGER_LINES,
    include: { entries: { include: { account: true } }, reversedBy: { select: { id: true } } },
  });
  const people = rows.flatMap((row) => [row.actorId, ...row.entries.map((entry) => entry.account.userId)]);
  const ids = [...new Set(people.filter((id) => id !== null))];
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return rows.map((row) => ({
    id: String(row.id),
    kind: row.kind,
    atMs: row.createdAt.getTime(),
    actorName: nameOf(row.actorId),
    reason: row.reason,
    moves: row.entries.map(({ account, amount }) => ({
      account: account.kind,
      name: nameOf(account.userId),
      coins: Number(amount),
    })),
    isReversed: row.reversedBy !== null,
    isReversible: row.reversedBy === null && isReversible(row.kind),
  }));
}
