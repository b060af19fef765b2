import "server-only";
import { db, type Transaction } from "../db";
import { env } from "../env";
import { AppError } from "../errors";
import { giftMoves, hostShare } from "../gifts/rules";
import { newId } from "../ids";
import { limit } from "../limit";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import type { SessionUser } from "../users/schema";
import { post } from "../wallet/post";
import { accountId, wallet } from "../wallet/rules";
import { judgeMembership, membershipUntil } from "./rules";
import { type MembershipInput, type MembershipReceipt, membershipReceipt } from "./schema";

const MOST_PER_MINUTE = 60;

type Wish = MembershipInput & { roomId: string };

/**
 * Makes somebody a member of a room for a month, or for one more: charges them and books the host's share in one
 * transaction. The same `requestId` again gives the first receipt, and `conflict` when it was for another room. Who
 * is banned buys nothing, but is told what was bought before.
 */
export async function buyMembership(user: SessionUser, wish: Wish, nowMs: number): Promise<MembershipReceipt> {
  await limit("membership", user.id, MOST_PER_MINUTE, 60);
  const earlier = await findReceipt(db(), user, wish);
  if (earlier) return earlier;
  await requireEntry({ userId: user.id, roomId: wish.roomId, ...NO_TRACES }, nowMs);
  return db().$transaction(async (tx) => {
    const { MEMBERSHIP_PRICE_COINS: price } = env();
    const room = await tx.room.findUnique({ where: { id: wish.roomId }, select: { hostId: true } });
    const refusal = judgeMembership(room && { ...room, price }, { fromId: user.id, expectedPrice: wish.expectedPrice });
    if (!room || refusal) throw new AppError(refusal ?? "not_found", `membership of ${wish.roomId}`);
    return book(tx, user, wish, { hostId: room.hostId, price }, nowMs);
  });
}

async function findReceipt(tx: Transaction, user: SessionUser, { requestId, roomId }: Wish): Promise<MembershipReceipt | null> {
  const found = await tx.membershipOrder.findUnique({ where: { fromId_requestId: { fromId: user.id, requestId } } });
  if (!found) return null;
  if (found.roomId !== roomId) throw new AppError("conflict", `request ${requestId} was for another room`);
  return membershipReceipt.parse(found.receipt);
}

async function book(
  tx: Transaction,
  user: SessionUser,
  wish: Wish,
  { hostId, price }: { hostId: string; price: number },
  nowMs: number,
): Promise<MembershipReceipt> {
  const { requestId, roomId } = wish;
  const hostCoins = hostShare(price, env().HOST_SHARE_PERCENT);
  const moves = giftMoves(user.id, hostId, price, hostCoins);
  const posted = await post(tx, { kind: "membership", scope: `membership:${user.id}`, requestId, actorId: user.id, moves });
  if (!posted) return firstReceipt(tx, user, wish);
  // From here on the wallet is held, so that months which one person buys at once are counted one after the other.
  const paid = [...(await listPayments(tx, roomId, user.id)), nowMs];
  const balance = posted.balances.get(accountId(wallet(user.id))) ?? 0;
  const receipt = { id: newId(), roomId, coins: price, untilMs: membershipUntil(paid) ?? nowMs, balance };
  const about = { roomId, fromId: user.id, toId: hostId, requestId, coins: price, hostCoins };
  await tx.membershipOrder.create({
    data: { ...about, id: receipt.id, transactionId: posted.id, receipt, createdAt: new Date(nowMs) },
  });
  return receipt;
}

async function listPayments(tx: Transaction, roomId: string, fromId: string): Promise<number[]> {
  const orders = await tx.membershipOrder.findMany({
    where: { roomId, fromId, transaction: { reversedBy: null } },
    select: { createdAt: true },
  });
  return orders.map(({ createdAt }) => createdAt.getTime());
}

/** The receipt of the same request that was faster by a moment. */
async function firstReceipt(tx: Transaction, user: SessionUser, wish: Wish): Promise<MembershipReceipt> {
  const receipt = await findReceipt(tx, user, wish);
  if (!receipt) throw new Error(`request ${wish.requestId} was booked without a membership`);
  return receipt;
}
