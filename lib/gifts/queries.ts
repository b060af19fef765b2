import "server-only";
import { unstable_cache } from "next/cache";
import { db } from "../db";
import type { Gift } from "../generated/prisma/client";
import { giftsTag } from "../keys";
import { type DeskGift, type GiftCard, giftCard } from "./schema";

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
