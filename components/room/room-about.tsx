"use client";

import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import type { RoomView } from "@/lib/rooms/schema";
import { AnnouncementView } from "./announcement-view";
import styles from "./room-about.module.css";
import { RoomReport } from "./room-report";

/** What the room is about, in its host's words, and its plain facts; `withNotice` adds the announcement in full. */
export function RoomAbout({ room, withNotice }: { room: RoomView; withNotice?: boolean }) {
  const t = useTranslations("room.stage");
  const common = useTranslations("common");
  const { startedAtMs, scheduledAtMs, status, announcement } = room.snapshot;
  return (
    <div className={styles.about}>
      {withNotice && announcement && (
        <section className={styles.notice}>
          <h2>{t("notice")}</h2>
          <AnnouncementView roomId={room.id} blocks={announcement.blocks} language={room.language} />
        </section>
      )}
      <h2>{t("about")}</h2>
      {room.description ? (
        <p className={styles.text} lang={room.language}>
          {room.description}
        </p>
      ) : (
        <p className={styles.none}>{t("noAbout")}</p>
      )}
      <dl>
        <dt>{t("host")}</dt>
        <dd lang={room.language}>{room.hostName}</dd>
        <dt>{t("category")}</dt>
        <dd>{common(`category.${room.category}`)}</dd>
        <dt>{t("language")}</dt>
        <dd>{common(`roomLanguage.${room.language}`)}</dd>
        {status === "waiting" && scheduledAtMs !== null && (
          <>
            <dt>{t("scheduled")}</dt>
            <dd>
              <LocalTime atMs={scheduledAtMs} />
            </dd>
          </>
        )}
        {startedAtMs !== null && (
          <>
            <dt>{t("started")}</dt>
            <dd>
              <LocalTime atMs={startedAtMs} />
            </dd>
          </>
        )}
      </dl>
      <RoomReport room={room} />
    </div>
  );
}
