"use client";

import { type RefObject, useEffect, useState } from "react";
import type { RoomCard } from "@/lib/rooms/schema";
import { type CardUpdate, watchCard } from "./card-poller";

/** The card with its newest numbers: the server's at first, then what the poller brings while `element` is on screen. */
export function useLiveCard(card: RoomCard, element: RefObject<Element | null>): RoomCard {
  const [news, setNews] = useState<{ about: RoomCard; update: CardUpdate } | null>(null);
  const changes = card.status === "live" || card.status === "paused" || card.status === "waiting";

  useEffect(() => {
    if (!changes || !element.current) return;
    return watchCard(element.current, card.id, (update) => setNews({ about: card, update }));
  }, [changes, card, element]);

  return news?.about === card ? { ...card, ...news.update } : card;
}
