"use client";

import { useLocale, useTranslations } from "next-intl";
import { type CSSProperties, useRef } from "react";
import { clockTime, shortCount } from "@/components/ui/count";
import { StatusPlate } from "@/components/ui/status-plate";
import type { RoomCard as RoomCardData } from "@/lib/rooms/schema";
import { CardPicture } from "./card-picture";
import { CardWords } from "./card-words";
import styles from "./room-card.module.css";
import { useLiveCard } from "./use-live-card";

const looks = {
  small: styles.lantern,
  big: `${styles.lantern} ${styles.big}`,
  alone: `${styles.lantern} ${styles.big} ${styles.alone}`,
};

function usePlateDetail(card: RoomCardData): string | null {
  const t = useTranslations();
  const locale = useLocale();
  if (card.status === "live" || card.status === "paused") {
    return t("common.people", { count: shortCount(card.onlineCount, locale) });
  }
  if (card.status === "ended") return t("directory.card.noRecording");
  if (card.status === "replay" && card.startedAtMs && card.endedAtMs) return clockTime(card.endedAtMs - card.startedAtMs);
  return null;
}

interface RoomCardProps {
  card: RoomCardData;
  /** `big` takes four places; `alone` is as big, with its words beside it, where no other lantern hangs. */
  size?: "small" | "big" | "alone";
  /** True loads the picture at once: for cards in the first view. */
  eager?: boolean;
}

/** A room as a lantern on the cord: the warmer it glows, the more people are around it. */
export function RoomCard({ card: first, size = "small", eager }: RoomCardProps) {
  const element = useRef<HTMLElement>(null);
  const card = useLiveCard(first, element);
  const detail = usePlateDetail(card);
  const isBig = size !== "small";
  const light: CSSProperties & Record<"--w", number> = { "--w": card.warmth };

  return (
    <article ref={element} className={looks[size]} data-status={card.status} style={light}>
      <span className={styles.light} />
      <div className={styles.body}>
        <div className={styles.paper}>
          <CardPicture card={card} eager={eager} />
        </div>
        <div className={styles.foot}>
          <StatusPlate status={card.status} large={isBig} className={styles.plate}>
            {detail}
          </StatusPlate>
        </div>
      </div>
      <CardWords card={card} withDescription={isBig} />
    </article>
  );
}
