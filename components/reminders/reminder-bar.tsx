"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { OutcomeNotices } from "@/components/outcomes/outcome-notices";
import { ButtonLink } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { LanternGlyph } from "@/components/ui/lantern-shapes";
import { usePathname } from "@/lib/i18n/navigation";
import styles from "./reminder-bar.module.css";
import { useDueReminders } from "./use-due-reminders";

const ROOM_PATH = /^\/rooms\/([0-9a-z]{12})$/;

/** The notices that a room which the reader waits for is lit, and of what became of reports; each stays until it is put away. */
export function ReminderBar() {
  const t = useTranslations("common.reminder");
  const roomId = ROOM_PATH.exec(usePathname())?.[1] ?? null;
  const { due, settle } = useDueReminders(roomId);
  return (
    <div className={styles.place} role="status">
      {due.map((one) => (
        <div key={one.roomId} className={styles.notice} data-reminder={one.roomId}>
          <LanternGlyph className={styles.lantern} />
          <p>
            <b lang={one.language}>{one.title}</b>
            <span>{t("lit", { host: one.hostName })}</span>
          </p>
          <ButtonLink tone="lit" size="small" href={`/rooms/${one.roomId}`} prefetch={false} onClick={() => settle(one.roomId)}>
            {t("open")}
          </ButtonLink>
          <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={() => settle(one.roomId)} />
        </div>
      ))}
      <OutcomeNotices className={styles.notice ?? ""} />
    </div>
  );
}
