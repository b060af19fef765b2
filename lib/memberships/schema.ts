import { z } from "zod";
import { MAX_GIFT_PRICE } from "../gifts/schema";
import { requestId } from "../wallet/schema";

/** Body of `POST /api/rooms/:roomId/membership`: one more month, at the price that the person was shown. */
export const membershipInput = z.strictObject({ requestId, expectedPrice: z.int().min(1).max(MAX_GIFT_PRICE) });
export type MembershipInput = z.infer<typeof membershipInput>;

/** What the buyer gets, the same each time the request is repeated. */
export const membershipReceipt = z.object({
  id: z.string(),
  roomId: z.string(),
  coins: z.int(),
  /** The end of the membership, with the months bought before. */
  untilMs: z.int(),
  balance: z.int(),
});
export type MembershipReceipt = z.infer<typeof membershipReceipt>;

/** A membership as its owner's wallet lists it. */
export interface MembershipLine {
  roomId: string;
  title: string;
  language: string;
  hostName: string;
  untilMs: number;
}
