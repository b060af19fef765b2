import "server-only";
import { z } from "zod";
import type { CustomMessage } from "../chat/schema";
import { db } from "../db";
import { env } from "../env";
import { AppError } from "../errors";
import { Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { limit } from "../limit";
import type { OutboxPayload } from "../outbox";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import { isOpen } from "../rooms/rules";
import { roomStatus } from "../rooms/schema";
import type { SessionUser } from "../users/schema";
import { asInsufficient, postCall } from "../wallet/post";
import { accountId, wallet } from "../wallet/rules";
import { giftMoves, hostShare, judgeOrder } from "./rules";
import { type GiftNews, type GiftOrderInput, type GiftReceipt, giftReceipt, giftTier } from "./schema";

/** Ten orders a second: a run of taps makes one each second at most, and choosing a number makes one. */
const MOST_PER_MINUTE = 600;

/** An order and the room it is for. */
type Order = GiftOrderInput & { roomId: string };

/** What an order led to; not new when it had been booked before. */
export interface SentGift {
  receipt: GiftReceipt;
  isNew: boolean;
}

/** How often an order is judged anew because the room or the gift changed between the look and the booking. */
const MOST_LOOKS = 5;

/**
 * Gives a gift: charges the sender, books the host's share and writes the room's message, in one statement. The same
 * `requestId` again gives the first receipt, and `conflict` when it asks for something else. Who is banned gives nothing; who is
 * muted may give, for a gift says no words.
 */
export async function sendGift(user: SessionUser, order: Order, nowMs: number): Promise<SentGift> {
  const comer = { userId: user.id, roomId: order.roomId, ...NO_TRACES };
  try {
    await Promise.all([limit("gift", user.id, MOST_PER_MINUTE, 60), requireEntry(comer, nowMs)]);
  } catch (error) {
    const earlier = await findReceipt(user, order); // what was paid is answered, whatever came since
    if (earlier) return { receipt: earlier, isNew: false };
    throw error;
  }
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const offer = await readOffer(order);
    const refusal = judgeOrder(offer, { fromId: user.id, expectedPrice: order.expectedPrice });
    const receipt = offer && !refusal ? await book(user, order, offer, nowMs) : null;
    if (receipt) return { receipt, isNew: true };
    const earlier = await findReceipt(user, order);
    if (earlier) return { receipt: earlier, isNew: false };
    if (refusal) throw new AppError(refusal, `gift ${order.giftId} to ${order.roomId}`);
  }
  throw new Error(`room ${order.roomId} or gift ${order.giftId} never stood still`);
}

const offerRow = z
  .object({
    hostId: z.string(),
    groupId: z.string(),
    status: roomStatus,
    statusVersion: z.int(),
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

/** What is offered now. */
async function readOffer({ roomId, giftId }: Order): Promise<Offer | null> {
  const [row] = await db().$queryRaw<unknown[]>`
    SELECT room."hostId", room."groupId", room."status"::text AS "status", room."statusVersion",
      (SELECT "id" FROM "LiveSession" WHERE "roomId" = room."id" AND "endedAt" IS NULL
        ORDER BY "startedAt" DESC LIMIT 1) AS "sessionId",
      gift."nameJa", gift."nameEn", gift."nameZh", gift."price", gift."tier", gift."art", gift."isOn"
    FROM "Room" AS room, "Gift" AS gift WHERE room."id" = ${roomId} AND gift."id" = ${giftId}`;
  return row === undefined ? null : offerRow.parse(row);
}

async function findReceipt(user: SessionUser, order: Order): Promise<GiftReceipt | null> {
  const { requestId, roomId, giftId, count } = order;
  const found = await db().giftOrder.findUnique({ where: { fromId_requestId: { fromId: user.id, requestId } } });
  if (!found) return null;
  const isSame = found.roomId === roomId && found.giftId === giftId && found.count === count;
  if (!isSame) throw new AppError("conflict", `request ${requestId} was another order`);
  return giftReceipt.parse(found.receipt);
}

/**
 * Books an order as far as the offer still stands: the room is held as it is, so that none is booked after a session's end.
 * Null, and nothing is booked, when the offer changed or the request was booked before. One statement, because everybody who
 * gives to one host waits for the same row until it is committed.
 */
async function book(user: SessionUser, order: Order, offer: Offer, nowMs: number): Promise<GiftReceipt | null> {
  const { requestId, comboId, roomId, giftId, count } = order;
  const { nameJa, nameEn, nameZh, tier, art, price } = offer;
  const coins = price * count;
  const hostCoins = hostShare(coins, env().HOST_SHARE_PERCENT);
  const moves = giftMoves(user.id, offer.hostId, coins, hostCoins);
  const call = postCall({ kind: "gift", scope: `gift:${user.id}`, requestId, actorId: user.id, moves }, Prisma.sql`offer."id"`);
  const news: GiftNews = {
    id: newId(),
    comboId,
    from: { id: user.id, name: user.name },
    gift: { id: giftId, names: { ja: nameJa, en: nameEn, zh: nameZh }, tier, art },
    count,
    coins,
    atMs: nowMs,
  };
  const base = { v: 1, type: "room.gifts", roomId } satisfies Partial<CustomMessage>;
  const payload: OutboxPayload = { kind: "message.items", base, items: [news] };
  const now = new Date(nowMs);
  const dueAtOnce = new Date(0); // whatever this machine's clock says
  const statement = db().$queryRaw<{ receipt: unknown }[]>`
    WITH offer AS MATERIALIZED (
      SELECT gift."id" FROM "Room" AS room, "Gift" AS gift
      WHERE room."id" = ${roomId} AND room."statusVersion" = ${offer.statusVersion}
        AND gift."id" = ${giftId} AND gift."price" = ${price} AND gift."isOn" FOR SHARE
    ), posted AS MATERIALIZED (
      SELECT "movement", jsonb_build_object('order', ${JSON.stringify(news)}::jsonb,
        'balance', "balances"->${accountId(wallet(user.id))}) AS "receipt" FROM offer, ${call}
    ), told AS (
      INSERT INTO "OutboxEntry" ("lane", "kind", "payload", "nextAttemptAt", "createdAt")
      SELECT ${offer.groupId}, ${payload.kind}, ${JSON.stringify(payload)}::jsonb, ${dueAtOnce}, ${now} FROM posted
    )
    INSERT INTO "GiftOrder" ("id", "transactionId", "requestId", "roomId", "sessionId", "fromId", "toId", "giftId", "count",
      "coins", "hostCoins", "receipt", "createdAt")
    SELECT ${news.id}, "movement", ${requestId}, ${roomId}, ${offer.sessionId}, ${user.id}, ${offer.hostId}, ${giftId},
      ${count}::int, ${coins}::int, ${hostCoins}::int, "receipt", ${now} FROM posted
    RETURNING "receipt"`;
  const [booked] = await asInsufficient(statement);
  return booked ? giftReceipt.parse(booked.receipt) : null;
}
