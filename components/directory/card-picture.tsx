"use client";

import { useState } from "react";
import { Cover } from "@/components/ui/cover";
import type { RoomCard } from "@/lib/rooms/schema";
import { CategoryIcon } from "./category-icon";
import styles from "./room-card.module.css";

/** What is on a card's paper: a picture of the moment, else the drawn cover, else the category's sign. */
export function CardPicture({ card, eager }: { card: RoomCard; eager?: boolean | undefined }) {
  const { picture, cover, category } = card;
  const [missing, setMissing] = useState<string | null>(null);
  if (picture && picture !== missing) {
    return (
      // biome-ignore lint/performance/noImgElement: it is small, of the right size, and another one in moments
      <img src={picture} alt="" width="480" height="270" decoding="async" onError={() => setMissing(picture)} />
    );
  }
  if (cover) return <Cover name={cover} {...(eager && { eager })} />;
  return (
    <span className={styles.noCover}>
      <CategoryIcon category={category} />
    </span>
  );
}
