"use client";

import { useState } from "react";
import { GiftBar } from "./gift-bar";
import { GiftSheet } from "./gift-sheet";
import type { RoomGifts } from "./room-gifts";

/** Everything with which gifts are chosen: the stall under the picture, and the sheet that sends. */
export function GiftStall({ gifts }: { gifts: RoomGifts }) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  return (
    <>
      <GiftBar gifts={gifts} onChoose={setChosenId} />
      <GiftSheet gifts={gifts} chosenId={chosenId} onChoose={setChosenId} />
    </>
  );
}
