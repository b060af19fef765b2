import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { CoinPurchase } from "../generated/prisma/client";
import { logError } from "../log";
import type { MoneyEvent, MoneyNews } from "../stripe/events";
import { post } from "./post";
import {
  accountId,
  accountOf,
  disputeCoins,
  issuance,
  type LedgerMove,
  opposite,
  refundCoins,
  refundMoves,
  wallet,
} from "./rules";

/** For so long a dispute about an unknown payment may be one whose payment is still to be told. */
const YOUNG_MS = 3_600_000;

/**
 * Carries out what a payment provider tells, once for each of its events, in one transaction. Coins come with the money;
 * when money goes back, coins go back as far as the wallet has them, and the rest is written off. Throws `conflict` for a
 * refund or a dispute that comes before its payment was told: the provider tells it again later.
 */
export async function bookPayment(provider: string, { id, type, atMs, news }: MoneyEvent, nowMs: number): Promise<void> {
  if (!news) return;
  await db().$transaction(async (tx) => {
    const { count } = await tx.paymentEvent.createMany({ data: [{ provider, id, type }], skipDuplicates: true });
    if (count === 0) return;
    const purchase = await lockPurchase(tx, provider, news);
    if (!purchase) {
      // A dispute knows its purchase by the payment alone, which we learn with the money.
      if ("paymentId" in news && news.kind !== "paid" && nowMs - atMs < YOUNG_MS) throw new AppError("conflict", "not known yet");
      return; // of another application on the same account
    }
    if (news.kind === "paid") return bookPaid(tx, purchase, news);
    if (!purchase.paidAt) throw new AppError("conflict", `purchase ${purchase.id} is not known to be paid`);
    const disputes = await findDisputes(tx, purchase);
    if (news.kind === "refunded") {
      const disputed = disputes.filter(({ isWon }) => !isWon).reduce((sum, { coins }) => sum + coins, 0);
      return takeBack(tx, purchase, refundCoins(purchase, news, disputed), id);
    }
    const earlier = disputes.filter(({ disputeId }) => disputeId === news.disputeId);
    const open = earlier.find(({ isWon }) => !isWon);
    if (news.kind === "reinstated") return giveAgain(tx, purchase, news.disputeId, open ?? earlier[0]);
    if (open) return; // another event about the same money
    return takeBack(tx, purchase, disputeCoins(purchase, news), disputeRequest(news.disputeId, earlier.length));
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

const purchaseScope = (purchaseId: string) => `purchase:${purchaseId}`;

/** What was taken for a dispute. */
interface TakenForDispute {
  disputeId: string;
  /** The movement. */
  id: bigint;
  moves: LedgerMove[];
  coins: number;
  /** It was given again. */
  isWon: boolean;
}

/** A dispute that was won can be opened anew: what is taken then is another movement. */
const disputeRequest = (disputeId: string, before: number) => `dispute:${disputeId}${before > 0 ? `:${before + 1}` : ""}`;

/** Everything that was taken for disputes of a purchase. */
async function findDisputes(tx: Transaction, { id }: CoinPurchase): Promise<TakenForDispute[]> {
  const taken = await tx.ledgerTransaction.findMany({
    where: { scope: purchaseScope(id), requestId: { startsWith: "dispute:" } },
    include: { entries: true, reversedBy: { select: { id: true } } },
  });
  return taken.map(({ id, requestId, entries, reversedBy }) => {
    const moves = entries.map((entry) => ({ account: accountOf(entry.accountId), coins: Number(entry.amount) }));
    const coins = moves.find(({ account }) => account.kind === "issuance")?.coins ?? 0;
    return { disputeId: requestId.split(":")[1] ?? "", id, moves, coins, isWon: reversedBy !== null };
  });
}

async function takeBack(tx: Transaction, purchase: CoinPurchase, coins: number, requestId: string): Promise<void> {
  if (coins <= 0) return;
  const id = accountId(wallet(purchase.userId));
  const [account] = await tx.$queryRaw<{ balance: bigint }[]>`
    SELECT "balance" FROM "LedgerAccount" WHERE "id" = ${id} FOR UPDATE`;
  const moves = refundMoves(purchase.userId, coins, Number(account?.balance ?? 0));
  await tx.coinPurchase.update({ where: { id: purchase.id }, data: { refundedCoins: { increment: coins } } });
  await post(tx, { kind: "refund", scope: purchaseScope(purchase.id), requestId, actorId: null, moves });
}

/** The provider gave the money of a dispute back: so are its coins, once. */
async function giveAgain(
  tx: Transaction,
  purchase: CoinPurchase,
  disputeId: string,
  taken: TakenForDispute | undefined,
): Promise<void> {
  if (!taken) return logError("nothing was taken for a dispute that was won", new Error(disputeId), { purchase: purchase.id });
  const { id, moves, coins, isWon } = taken;
  if (isWon) return;
  const about = { kind: "reversal", scope: "reversal", requestId: String(id), reversesId: id, actorId: null } as const;
  await post(tx, { ...about, moves: opposite(moves) });
  await tx.coinPurchase.update({ where: { id: purchase.id }, data: { refundedCoins: { decrement: coins } } });
}
