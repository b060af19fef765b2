import "server-only";
import { unstable_cache } from "next/cache";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import type { Gift } from "../generated/prisma/client";
import { giftsTag, roomGiftsKey } from "../keys";
import { redis } from "../redis";
import { getRoomRecord } from "../rooms/queries";
import { type DeskGift, type GiftCard, giftCard, giftNews, giftReceipt, type RoomGiftHistory } from "./schema";

const CACHE_SECONDS = 2;

/** A stored gift as people choose it. */
export function cardOfGift({ id, nameJa, nameEn, nameZh, price, tier, art }: Gift): GiftCard {
  return giftCard.parse({ id, names: { ja: nameJa, en: nameEn, zh: nameZh }, price, tier, art });
}

async function readCatalogue(): Promise<GiftCard[]> {
  const rows = await db().gift.findMany({ where: { isOn: true }, orderBy: [{ position: "asc" }, { price: "asc" }] });
  return rows.map(cardOfGift);
}

/** What can be given now, in the order in which it is shown. A change of it is in the next answer. */
export const listGifts = unstable_cache(readCatalogue, ["gifts"], { tags: [giftsTag], revalidate: CACHE_SECONDS });

const HISTORY_ORDERS = 100;
/** A crowd that enters asks the database once a second. */
const HISTORY_KEPT_SECONDS = 1;

const keptGifts = z.object({ atMs: z.int(), gifts: z.array(giftNews) });
type KeptGifts = z.infer<typeof keptGifts>;

async function readHistory(roomId: string): Promise<KeptGifts> {
  const atMs = Date.now();
  const session = await db().liveSession.findFirst({ where: { roomId }, orderBy: { startedAt: "desc" }, select: { id: true } });
  if (!session) return { atMs, gifts: [] };
  const orders = await db().giftOrder.findMany({
    where: { roomId, sessionId: session.id, transaction: { reversedBy: null } },
    orderBy: { createdAt: "desc" },
    take: HISTORY_ORDERS,
    select: { receipt: true },
  });
  return { atMs, gifts: orders.map(({ receipt }) => giftReceipt.parse(receipt).order).reverse() };
}

/**
 * The newest hundred gifts of a room's newest session, for whoever comes, or comes back, and was not told of them. The answer
 * says how old it is: who asks again once it is younger than their coming has missed none. Throws `not_found`.
 */
export async function listRoomGifts(roomId: string): Promise<RoomGiftHistory> {
  const key = roomGiftsKey(roomId);
  let kept = keptGifts.safeParse(await redis().get(key)).data;
  if (!kept) {
    if (!(await getRoomRecord(roomId))?.record) throw new AppError("not_found");
    kept = await readHistory(roomId);
    await redis().set(key, kept, { ex: HISTORY_KEPT_SECONDS });
  }
  return { gifts: kept.gifts, ageMs: Math.max(0, Date.now() - kept.atMs) };
}

/** All gifts with what was given of each, for the desk. The caller has checked that the reader is an admin. */
export async function listDeskGifts(): Promise<DeskGift[]> {
  const [rows, sums] = await Promise.all([
    db().gift.findMany({ orderBy: [{ position: "asc" }, { price: "asc" }] }),
    db().giftOrder.groupBy({ by: ["giftId"], _sum: { count: true, coins: true } }),
  ]);
  return rows.map(({ updatedAt: _updatedAt, ...row }) => {
    const sum = sums.find(({ giftId }) => giftId === row.id)?._sum;
    return { ...row, given: sum?.count ?? 0, coins: sum?.coins ?? 0 };
  });
}

/** An uploaded picture's text; null when there is none of this id. */
export async function getGiftArt(artId: string): Promise<string | null> {
  return (await db().giftArt.findUnique({ where: { id: artId } }))?.svg ?? null;
}
