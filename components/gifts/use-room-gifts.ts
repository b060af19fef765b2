"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useRoomSignal } from "@/components/chat/use-chat";
import { useWalletOfSession } from "@/components/wallet/use-wallet";
import type { GiftCard } from "@/lib/gifts/schema";
import { RoomGifts } from "./room-gifts";

/** Holds a room's gifts while the component is mounted: reads the catalogue and the own coins, and hears what is given. */
export function useRoomGifts(roomId: string, groupId: string): RoomGifts {
  const gifts = useMemo(() => new RoomGifts(roomId, groupId), [roomId, groupId]);
  useWalletOfSession();

  useEffect(() => {
    void gifts.load();
    const onLeave = () => gifts.sender.flush();
    window.addEventListener("pagehide", onLeave);
    return () => {
      window.removeEventListener("pagehide", onLeave);
      onLeave();
      gifts.feed.close();
    };
  }, [gifts]);

  useRoomSignal((signal) => {
    if (signal === "listening") gifts.catchUp();
    else if (signal.type === "room.gifts" && signal.roomId === roomId) gifts.feed.receive(signal.items);
  });

  return gifts;
}

const nothing = () => null;

/** What can be given; null until it is known. */
export function useCatalogue(gifts: RoomGifts): readonly GiftCard[] | null {
  return useSyncExternalStore(gifts.subscribe, gifts.getGifts, nothing);
}
