import "server-only";
import { z } from "zod";
import type { CustomMessage } from "../chat/schema";
import { db, type Transaction } from "../db";
import { env } from "../env";
import { AppError } from "../errors";
import { newId } from "../ids";
import { limit } from "../limit";
import { enqueue } from "../outbox";
import { isOpen } from "../rooms/rules";
import { roomStatus } from "../rooms/schema";
import type { SessionUser } from "../users/schema";
import { post } from "../wallet/post";
import { accountId, wallet } from "../wallet/rules";
import { giftMoves, hostShare, judgeOrder } from "./rules";
import { type GiftNews, type GiftOrderInput, type GiftReceipt, giftReceipt, giftTier } from "./schema";

/** Ten orders a second: a run of taps makes one each second at most, and choosing a number makes one. */
const MOST_PER_MINUTE = 600;

/** An order and the room it is for. */
type Order = GiftOrderInput & { roomId: string };

/**
 * Gives a gift: charges the sender, books the host's share and writes the room's message, in one transaction. The same
 * `requestId` again gives the first receipt, and `conflict` when it asks for something else.
 */
export async function sendGift(user: SessionUser, order: Order, nowMs: number): Promise<GiftReceipt> {
  await limit("gift", user.id, MOST_PER_MINUTE, 60);
  return db().$transaction(async (tx) => {
    const offer = await readOffer(tx, order);
    const earlier = await findReceipt(tx, user, order);
    if (earlier) return earlier;
    const refusal = judgeOrder(offer, { fromId: user.id, expectedPrice: order.expectedPrice });
    if (!offer || refusal) throw new AppError(refusal ?? "not_found", `gift ${order.giftId} to ${order.roomId}`);
    return book(tx, user, order, offer, nowMs);
  });
}

const offerRow = z
  .object({
    hostId: z.string(),
    groupId: z.string(),
    status: roomStatus,
    sessionId: z.string().nullable(),
    nameJa: z.string(),
    nameEn: z.string(),
    nameZh: z.string(),
    price: z.int(),
    tier: giftTier,
    art: z.string(),
    isOn: z.boolean(),
  })
  .transform((row) => ({ ...row, isOpen: isOpen(row) }));
type Offer = z.infer<typeof offerRow>;

/** What is offered, and the room held as it is until the order is booked: none is booked after a session's end. */
async function readOffer(tx: Transaction, { roomId, giftId }: Order): Promise<Offer | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT room."hostId", room."groupId", room."status"::text AS "status",
      (SELECT "id" FROM "LiveSession" WHERE "roomId" = room."id" AND "endedAt" IS NULL
        ORDER BY "startedAt" DESC LIMIT 1) AS "sessionId",
      gift."nameJa", gift."nameEn", gift."nameZh", gift."price", gift."tier", gift."art", gift."isOn"
    FROM "Room" AS room, "Gift" AS gift WHERE room."id" = ${roomId} AND gift."id" = ${giftId} FOR SHARE`;
  return row === undefined ? null : offerRow.parse(row);
}

async function findReceipt(tx: Transaction, user: SessionUser, order: Order): Promise<GiftReceipt | null> {
  const { requestId, roomId, giftId, count } = order;
  const found = await tx.giftOrder.findUnique({ where: { fromId_requestId: { fromId: user.id, requestId } } });
  if (!found) return null;
  const isSame = found.roomId === roomId && found.giftId === giftId && found.count === count;
  if (!isSame) throw new AppError("conflict", `request ${requestId} was another order`);
  return giftReceipt.parse(found.receipt);
}

async function book(tx: Transaction, user: SessionUser, order: Order, offer: Offer, nowMs: number): Promise<GiftReceipt> {
  const { requestId, comboId, roomId, giftId, count } = order;
  const coins = offer.price * count;
  const hostCoins = hostShare(coins, env().HOST_SHARE_PERCENT);
  const moves = giftMoves(user.id, offer.hostId, coins, hostCoins);
  const posted = await post(tx, { kind: "gift", scope: `gift:${user.id}`, requestId, actorId: user.id, moves });
  if (!posted) return firstReceipt(tx, user, order);
  const { nameJa, nameEn, nameZh, tier, art } = offer;
  const news: GiftNews = {
    id: newId(),
    comboId,
    from: { id: user.id, name: user.name },
    gift: { id: giftId, names: { ja: nameJa, en: nameEn, zh: nameZh }, tier, art },
    count,
    coins,
    atMs: nowMs,
  };
  const receipt = { order: news, balance: posted.balances.get(accountId(wallet(user.id))) ?? 0 };
  await tx.giftOrder.create({
    data: {
      id: news.id,
      transactionId: posted.id,
      requestId,
      roomId,
      sessionId: offer.sessionId,
      fromId: user.id,
      toId: offer.hostId,
      giftId,
      count,
      coins,
      hostCoins,
      receipt,
      createdAt: new Date(nowMs),
    },
  });
  const base = { v: 1, type: "room.gifts", roomId } satisfies Partial<CustomMessage>;
  await enqueue(tx, offer.groupId, [{ kind: "message.items", base, items: [news] }]);
  return receipt;
}

/** The receipt of the same request that was faster by a moment. */
async function firstReceipt(tx: Transaction, user: SessionUser, order: Order): Promise<GiftReceipt> {
  const receipt = await findReceipt(tx, user, order);
  if (!receipt) throw new Error(`request ${order.requestId} was booked without an order`);
  return receipt;
}
