import "server-only";
import { unstable_cache } from "next/cache";
import { db } from "../db";
import type { Gift } from "../generated/prisma/client";
import { giftsTag } from "../keys";
import { type GiftCard, giftCard } from "./schema";

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
