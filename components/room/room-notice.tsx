"use client";

import { Megaphone, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { LocalTime } from "@/components/ui/local-time";
import { plainAnnouncement } from "@/lib/announcements/rules";
import type { RoomView } from "@/lib/rooms/schema";
import { AnnouncementView } from "./announcement-view";
import styles from "./room-notice.module.css";

/**
 * The host's announcement. On phones its first lines stand above the chat: they open the whole in `sheetId`, and can be
 * folded away until the announcement changes.
 */
export function RoomNotice({ room, sheetId }: { room: RoomView; sheetId: string }) {
  const t = useTranslations("room.stage");
  const [foldedAtMs, setFoldedAtMs] = useState<number | null>(null);
  const { announcement } = room.snapshot;
  if (!announcement) return null;
  const { blocks, updatedAtMs } = announcement;
  return (
    <aside className={styles.notice} aria-label={t("notice")} data-folded={foldedAtMs === updatedAtMs}>
      <Megaphone aria-hidden="true" />
      <div className={styles.whole}>
        <AnnouncementView roomId={room.id} blocks={blocks} language={room.language} />
      </div>
      <button type="button" className={styles.brief} popoverTarget={sheetId} lang={room.language}>
        {plainAnnouncement(blocks)}
      </button>
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
