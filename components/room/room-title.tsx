"use client";

import { Info } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LikeButton } from "@/components/likes/like-button";
import type { RoomLikes } from "@/components/likes/room-likes";
import { fullCount } from "@/components/ui/count";
import { Face } from "@/components/ui/face";
import { IconButton } from "@/components/ui/icon-button";
import { StatusPlate } from "@/components/ui/status-plate";
import { isOpen } from "@/lib/rooms/rules";
import type { RoomView } from "@/lib/rooms/schema";
import { PopularityButton } from "./popularity-button";
import styles from "./room-title.module.css";
import { ShareButton } from "./share-button";

interface RoomTitleProps {
  room: RoomView;
  sheetId: string;
  likes: RoomLikes;
  /** The button to follow the host; hosts themselves get none. */
  follow: ReactNode;
  /** The button to become a member; on phones it is in the sheet. */
  membership: ReactNode;
}

/** The row under the picture: who, what, how many; on phones one line, with the rest behind `sheetId`. */
export function RoomTitle({ room, sheetId, likes, follow, membership }: RoomTitleProps) {
  const t = useTranslations("room.stage");
  const follows = useTranslations("follows");
  const common = useTranslations("common");
  const locale = useLocale();
  const { status, title, onlineCount, followerCount } = room.snapshot;
  return (
    <div className={styles.title}>
      <Face name={room.hostName} sizeRem={3.5} className={styles.face} />
      <div className={styles.words}>
        <h1 lang={room.language}>{title}</h1>
        <div className={styles.meta}>
          {status !== "live" && <StatusPlate status={status} />}
          <b lang={room.language}>{room.hostName}</b>
          <span data-online={onlineCount}>
            {t.rich("people", { count: fullCount(onlineCount, locale), num: (chunk) => <span className="num">{chunk}</span> })}
          </span>
          <PopularityButton level={room.popularityLevel} popularity={room.snapshot.popularity} />
          <span className={styles.wide} data-followers={followerCount}>
            {follows.rich("followers", {
              count: fullCount(followerCount, locale),
              plural: followerCount,
              num: (chunk) => <span className="num">{chunk}</span>,
            })}
          </span>
          <span className={styles.wide}>
            {common(`category.${room.category}`)}・{common(`roomLanguage.${room.language}`)}
          </span>
        </div>
      </div>
      <div className={styles.actions}>
        {follow}
        <span className={styles.wide}>{membership}</span>
        {isOpen(room.snapshot) && (
          <span className={styles.wide}>
            <LikeButton likes={likes} />
          </span>
        )}
        <ShareButton roomId={room.id} className={styles.wide} />
        <IconButton className={styles.more} label={t("about")} icon={<Info aria-hidden="true" />} popoverTarget={sheetId} />
      </div>
    </div>
  );
}
