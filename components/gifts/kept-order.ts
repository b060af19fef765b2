import { chatConnection } from "@/components/chat/connection";
import { type GiftOrderInput, giftOrderInput } from "@/lib/gifts/schema";

/** Of the person who reads: somebody else at the same browser must not pay for it. */
const keyOf = (roomId: string) => `hiroba.gift.${chatConnection.getSnapshot().userId ?? ""}.${roomId}`;

/** The order of a room that has no answer yet. It outlives a reload of the page, as far as the browser keeps anything. */
export const keptOrder = {
  read(roomId: string): GiftOrderInput | null {
    try {
      return giftOrderInput.safeParse(JSON.parse(sessionStorage.getItem(keyOf(roomId)) ?? "null")).data ?? null;
    } catch {
      return null;
    }
  },

  write(roomId: string, order: GiftOrderInput | null): void {
    try {
      if (order) sessionStorage.setItem(keyOf(roomId), JSON.stringify(order));
      else sessionStorage.removeItem(keyOf(roomId));
    } catch {
      // a browser that keeps nothing: the order is lost with its last try
    }
  },
};
