"use client";

import { Megaphone, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { LocalTime } from "@/components/ui/local-time";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import styles from "./room-notice.module.css";

/** The host's announcement. On phones it stands above the chat and can be folded away until it changes. */
export function RoomNotice({ announcement, language }: { announcement: RoomSnapshot["announcement"]; language: string }) {
  const t = useTranslations("room.stage");
  const [foldedAtMs, setFoldedAtMs] = useState<number | null>(null);
  if (!announcement) return null;
  const { text, updatedAtMs } = announcement;
  return (
    <aside className={styles.notice} aria-label={t("notice")} data-folded={foldedAtMs === updatedAtMs}>
      <Megaphone aria-hidden="true" />
      <p lang={language}>{text}</p>
      <span className={styles.updated}>{t.rich("updated", { time: () => <LocalTime atMs={updatedAtMs} /> })}</span>
      <IconButton
        className={styles.fold}
        label={t("fold")}
        icon={<X aria-hidden="true" />}
        onClick={() => setFoldedAtMs(updatedAtMs)}
      />
    </aside>
  );
}
