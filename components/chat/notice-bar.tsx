"use client";

import { Landmark, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { SiteNotice } from "@/lib/broadcasts/schema";
import { ChatText } from "./chat-text";
import styles from "./notice-bar.module.css";

/** What the site tells all rooms, above everything that people say. The reader can put it away; the next one shows again. */
export function NoticeBar({ notice }: { notice: SiteNotice | null }) {
  const t = useTranslations("room.chat");
  const [seenId, setSeenId] = useState<string | null>(null);
  const isShown = notice !== null && notice.id !== seenId;
  return (
    <div role="status">
      {isShown && (
        <aside className={styles.notice} aria-label={t("siteNotice")} data-notice={notice.id}>
          <Landmark aria-hidden="true" />
          <p>
            <strong>{t("siteNotice")}</strong>
            <ChatText text={notice.text} />
          </p>
          <IconButton size="small" label={t("dismiss")} icon={<X aria-hidden="true" />} onClick={() => setSeenId(notice.id)} />
        </aside>
      )}
    </div>
  );
}
