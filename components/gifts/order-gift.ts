import { Refused } from "@/components/site/send-json";
import type { ErrorBody } from "@/lib/errors";
import {
  type GiftCard,
  type GiftOrderInput,
  type GiftReceipt,
  giftCatalogue,
  giftReceipt,
  type RoomGiftHistory,
  roomGifts,
} from "@/lib/gifts/schema";
import type { GiftProblem } from "./gift-sender";

const ANSWER_MS = 15_000;

/** Sends an order; it is carried out also when the page is left meanwhile. Throws `Refused`. */
export async function orderGift(roomId: string, order: GiftOrderInput): Promise<GiftReceipt> {
  const response = await fetch(`/api/rooms/${roomId}/gifts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(order),
    keepalive: true,
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (!response || !answer) throw new Refused(null);
  if (!response.ok) throw new Refused((answer as ErrorBody).error.code);
  return giftReceipt.parse(answer);
}

/**
 * Why an order failed; null when the server was away, so that the same request may be tried again. One that came too fast was
 * not booked: what had been booked is answered before that is asked.
 */
export function problemOf(error: unknown): GiftProblem | null {
  const code = error instanceof Refused ? error.code : "internal";
  return code === null || code === "internal" ? null : code;
}

/** What can be given, with the server's clock at the moment of its answer; null when it cannot be had now. */
export async function readCatalogue(): Promise<{ gifts: GiftCard[]; serverMs: number } | null> {
  const response = await fetch("/api/gifts", { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
  if (!response?.ok) return null;
  const parsed = giftCatalogue.safeParse(await response.json().catch(() => null));
  const dateMs = Date.parse(response.headers.get("date") ?? "");
  return parsed.success ? { gifts: parsed.data.gifts, serverMs: Number.isNaN(dateMs) ? Date.now() : dateMs } : null;
}

/** What the room was given lately. Throws when it cannot be had now. */
export async function readHistory(roomId: string): Promise<RoomGiftHistory> {
  const response = await fetch(`/api/rooms/${roomId}/gifts`, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) throw new Error(`gifts: ${response.status}`);
  return roomGifts.parse(await response.json());
}
