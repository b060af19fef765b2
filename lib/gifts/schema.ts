import { z } from "zod";
import { plainLine } from "../text";
import { requestId } from "../wallet/schema";

/** How much is made of a gift: 1 a line and a banner, 2 also a burst over the picture, 3 the whole picture. */
export const giftTier = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type GiftTier = z.infer<typeof giftTier>;

export const giftId = z.string().regex(/^[0-9a-z-]{1,32}$/);
export const giftNames = z.object({ ja: z.string(), en: z.string(), zh: z.string() });

export const MAX_GIFT_PRICE = 1_000_000;
/** Of one order; with the highest price it stays below what PostgreSQL's integers hold. */
export const MAX_GIFT_COUNT = 999;

/** A gift as people choose it. `art` is the path of its picture. */
export const giftCard = z.object({ id: giftId, names: giftNames, price: z.int(), tier: giftTier, art: z.string() });
export type GiftCard = z.infer<typeof giftCard>;

/** Answer of `GET /api/gifts`: what can be given now, in the order in which it is shown. */
export const giftCatalogue = z.object({ gifts: z.array(giftCard) });

/** Body of `POST /api/rooms/:roomId/gifts`. The price is the one that the person was shown, for one gift. */
export const giftOrderInput = z.strictObject({
  giftId,
  count: z.int().min(1).max(MAX_GIFT_COUNT),
  requestId,
  expectedPrice: z.int().min(1).max(MAX_GIFT_PRICE),
  /** The same for all orders of one run of taps, so that the room shows one counter. */
  comboId: requestId,
});
export type GiftOrderInput = z.infer<typeof giftOrderInput>;

/** A paid gift as a room is told of it. */
export const giftNews = z.object({
  /** Of the order: whoever hears of it twice shows it once. */
  id: z.string(),
  comboId: z.string(),
  from: z.object({ id: z.string(), name: z.string() }),
  gift: giftCard.omit({ price: true }),
  count: z.int(),
  /** The price of all of them. */
  coins: z.int(),
  atMs: z.int(),
});
export type GiftNews = z.infer<typeof giftNews>;

/** Answer of `GET /api/rooms/:roomId/gifts`: the newest gifts of the newest session, oldest first, as they were `ageMs` ago. */
export const roomGifts = z.object({ gifts: z.array(giftNews), ageMs: z.int().min(0) });
export type RoomGiftHistory = z.infer<typeof roomGifts>;

/** What the sender gets, the same each time the request is repeated. */
export const giftReceipt = z.object({ order: giftNews, balance: z.int() });
export type GiftReceipt = z.infer<typeof giftReceipt>;

const written = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** An admin's form for a gift. An empty `svg` keeps the picture. */
export const saveGiftInput = z.strictObject({
  isNew: z.enum(["yes", "no"]).transform((word) => word === "yes"),
  id: giftId,
  nameJa: plainLine(20),
  nameEn: plainLine(30),
  nameZh: plainLine(20),
  price: written(1, MAX_GIFT_PRICE),
  tier: written(1, 3).pipe(giftTier),
  position: written(0, 9_999),
  isOn: z
    .literal("on")
    .optional()
    .transform((word) => word === "on"),
  svg: z.string().max(65_536).default(""),
});
export type SaveGiftInput = z.infer<typeof saveGiftInput>;

export const artParams = z.strictObject({ artId: z.string().regex(/^[0-9a-f]{32}$/) });

/** A gift as the admin's page shows it. */
export interface DeskGift {
  id: string;
  nameJa: string;
  nameEn: string;
  nameZh: string;
  price: number;
  tier: number;
  position: number;
  isOn: boolean;
  art: string;
  /** How many were given, and for how many coins. */
  given: number;
  coins: number;
}
