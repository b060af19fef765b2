import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { CoinPurchase } from "../generated/prisma/client";
import { logError } from "../log";
import type { MoneyEvent, MoneyNews } from "../stripe/events";
import { post } from "./post";
import { accountId, accountOf, issuance, opposite, refundMoves, refundTarget, wallet } from "./rules";

/**
 * Carries out what a payment provider tells, once for each of its events, in one transaction. Coins come with the money;
 * when money goes back, coins go back as far as the wallet has them, and the rest is written off. Throws `conflict` for a
 * refund that comes before its payment was told: the provider tells it again later.
 */
export async function bookPayment(provider: string, { id, type, news }: MoneyEvent): Promise<void> {
  if (!news) return;
  await db().$transaction(async (tx) => {
    const { count } = await tx.paymentEvent.createMany({ data: [{ provider, id, type }], skipDuplicates: true });
    if (count === 0) return;
    const purchase = await lockPurchase(tx, provider, news);
    if (!purchase) return; // of another application on the same account
    if (news.kind === "paid") return bookPaid(tx, purchase, news);
    if (!purchase.paidAt) throw new AppError("conflict", `purchase ${purchase.id} is not known to be paid`);
    if (news.kind === "refunded") {
      const target = refundTarget(purchase.coins, news.amountMinor, news.ofMinor);
      return takeBack(tx, purchase, target - purchase.refundedCoins, id);
    }
    const request = `dispute:${news.disputeId}`;
    if (news.kind === "disputed") return takeBack(tx, purchase, purchase.coins - purchase.refundedCoins, request);
    return giveAgain(tx, purchase, request);
  });
}

/** The purchase that the news is about, held until the end, so that its events come one after the other. */
async function lockPurchase(tx: Transaction, provider: string, news: MoneyNews): Promise<CoinPurchase | null> {
  const [found] =
    "reference" in news
      ? await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "CoinPurchase" WHERE "provider" = ${provider} AND "id" = ${news.reference} FOR UPDATE`
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "CoinPurchase" WHERE "provider" = ${provider} AND "paymentId" = ${news.paymentId} FOR UPDATE`;
  return found ? tx.coinPurchase.findUnique({ where: { id: found.id } }) : null;
}

async function bookPaid(tx: Transaction, purchase: CoinPurchase, news: MoneyNews & { kind: "paid" }): Promise<void> {
  if (purchase.paidAt) return;
  if (news.amountMinor !== purchase.amountMinor || news.currency !== purchase.currency) {
    // Nobody gets coins for another sum than the one they cost; the operator sees it here and at the provider.
    throw new Error(`purchase ${purchase.id}: paid ${news.amountMinor} ${news.currency}`);
  }
  await tx.coinPurchase.update({ where: { id: purchase.id }, data: { paidAt: new Date(), paymentId: news.paymentId } });
  const moves = [
    { account: wallet(purchase.userId), coins: purchase.coins },
    { account: issuance, coins: -purchase.coins },
  ];
  await post(tx, { kind: "purchase", scope: "purchase", requestId: purchase.id, actorId: null, moves });
}

async function takeBack(tx: Transaction, purchase: CoinPurchase, coins: number, requestId: string): Promise<void> {
  if (coins <= 0) return;
  const id = accountId(wallet(purchase.userId));
  const [account] = await tx.$queryRaw<{ balance: bigint }[]>`
    SELECT "balance" FROM "LedgerAccount" WHERE "id" = ${id} FOR UPDATE`;
  const moves = refundMoves(purchase.userId, coins, Number(account?.balance ?? 0));
  await tx.coinPurchase.update({ where: { id: purchase.id }, data: { refundedCoins: { increment: coins } } });
  await post(tx, { kind: "refund", scope: `purchase:${purchase.id}`, requestId, actorId: null, moves });
}

/** The provider gave the money of a dispute back: so are its coins. */
async function giveAgain(tx: Transaction, purchase: CoinPurchase, requestId: string): Promise<void> {
  const taken = await tx.ledgerTransaction.findUnique({
    where: { scope_requestId: { scope: `purchase:${purchase.id}`, requestId } },
    include: { entries: true },
  });
  if (!taken) return logError("nothing was taken for a dispute that was won", new Error(requestId), { purchase: purchase.id });
  const moves = opposite(taken.entries.map((entry) => ({ account: accountOf(entry.accountId), coins: Number(entry.amount) })));
  const about = {
    kind: "reversal",
    scope: "reversal",
    requestId: String(taken.id),
    reversesId: taken.id,
    actorId: null,
  } as const;
  if (!(await post(tx, { ...about, moves }))) return;
  const coins = -(moves.find(({ account }) => account.kind === "issuance")?.coins ?? 0);
  await tx.coinPurchase.update({ where: { id: purchase.id }, data: { refundedCoins: { decrement: coins } } });
}
